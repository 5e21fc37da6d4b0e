/**
 * A Telegram bot that sells something, with a button "Check payment" instead of a webhook: it needs no public URL.
 *
 * `handle.check` reads the record and runs the handlers of `createWebhookHandler` once, as if a webhook had told of it. Should
 * you add a webhook later, whoever comes first runs the handler, and the other one is a duplicate.
 */
import type { Client, WebhookHandle } from 'cryptomus-kit'

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
    other: { reply_markup: { inline_keyboard: { text: string; callback_data: string }[][] } },
  ): unknown
}

interface Press {
  readonly match: string | RegExpMatchArray
  answerCallbackQuery(text: string): unknown
}

/** Adds the command `/buy` and its button to a bot of grammY. */
export function sellFromBot(bot: Bot, client: Client, handle: WebhookHandle): void {
  bot.command('buy', async (context) => {
    const order_id = `chat-${context.chat.id}-${context.msg.message_id}` // the same message is the same invoice
    const { uuid, url } = await client.payments.create({ amount: '10.00', currency: 'USD', order_id })
    const button = { text: 'Check payment', callback_data: `check:${uuid}` }
    await context.reply(`Pay here: ${url}`, { reply_markup: { inline_keyboard: [[button]] } })
  })

  bot.callbackQuery(/^check:(.+)$/, async (context) => {
    const report = await handle.check({ uuid: context.match[1] ?? '' })
    // The report says what the record says, whether the handler ran now or before.
    await context.answerCallbackQuery(report.event?.isPaid ? 'Paid, thank you.' : 'Not paid yet.')
  })
}
