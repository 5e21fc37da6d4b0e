/**
 * A Telegram bot that sells something without a webhook: it waits for the payment, and has a button "Check payment". It needs no
 * public URL.
 *
 * `handle.check` reads the record and runs the handlers of `createWebhookHandler` once, as a webhook would. If you add a
 * webhook later, the first of the two runs the handler, and the other one is a duplicate.
 */

import type { Payment } from 'cryptomus-kit'
import { type Client, type WaitOptions, type WebhookHandle, waitForPayment } from 'cryptomus-kit'

/** The subset of grammY's `Bot` that is used. */
interface Bot {
  command(name: string, run: (context: Command) => Promise<unknown>): unknown
  callbackQuery(data: RegExp, run: (context: Press) => Promise<unknown>): unknown
}

interface Command {
  readonly chat: { readonly id: number }
  readonly msg: { readonly message_id: number }
  reply(
    text: string,
    other?: { reply_markup: { inline_keyboard: { text: string; callback_data: string }[][] } },
  ): unknown
}

interface Press {
  readonly match: string | RegExpMatchArray
  answerCallbackQuery(text: string): unknown
}

/** As long as an invoice lives, and the last confirmation takes. */
const timeoutMs = 2 * 3_600_000

/**
 * Adds the command `/buy` and its button to a bot of grammY; `waiting` stops the waits when the bot stops. A wait does not survive
 * the process: the button does, and a cron job that checks the open orders.
 */
export function sellFromBot(
  bot: Bot,
  client: Client,
  handle: WebhookHandle,
  waiting: Pick<WaitOptions<Payment>, 'signal' | 'sleep'> = {},
): void {
  bot.command('buy', async (context) => {
    const order_id = `chat-${context.chat.id}-${context.msg.message_id}` // the same message is the same invoice
    const { uuid, url } = await client.payments.create({ amount: '10.00', currency: 'USD', order_id })
    const button = { text: 'Check payment', callback_data: `check:${uuid}` }
    await context.reply(`Pay here: ${url}`, { reply_markup: { inline_keyboard: [[button]] } })
    // Not awaited: grammY handles the next update when this one is done.
    waitForPayment(client, { uuid }, { timeoutMs, ...waiting })
      .then(() => handle.check({ uuid }))
      .then(({ event }) =>
        context.reply(event?.isPaid ? 'Paid, thank you.' : 'The invoice has ended without a payment.'),
      )
      // The time is up, or the bot stops. Nothing is lost: the button checks it.
      .catch((error: unknown) => console.error(`order ${order_id} is not waited for any more`, error))
  })

  bot.callbackQuery(/^check:(.+)$/, async (context) => {
    const report = await handle.check({ uuid: context.match[1] ?? '' })
    // The report says what the record says, whether the handler ran now or before.
    await context.answerCallbackQuery(report.event?.isPaid ? 'Paid, thank you.' : 'Not paid yet.')
  })
}
