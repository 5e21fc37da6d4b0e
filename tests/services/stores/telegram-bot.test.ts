import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient, createWebhookHandler, memoryStore } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import { Bot } from 'grammy'
import { sellFromBot } from '../../../examples/recipes/telegram-bot.ts'

test('a bot without a public URL takes a payment, and its button runs the handler once', async () => {
  const sandbox = createSandbox()
  const client = createClient(sandbox.clientOptions)
  const paid: string[] = []
  const handle = createWebhookHandler({
    ...sandbox.clientOptions,
    confirm: client,
    store: memoryStore(),
    on: { 'payment.paid': ({ order_id }) => void paid.push(order_id) },
  })
  const calls: { readonly method: string; readonly payload: Record<string, unknown> }[] = []
  const user = { id: 7, is_bot: false, first_name: 'A' }
  const chat = { id: 7, type: 'private', first_name: 'A' } as const
  const bot = new Bot('1:token', { botInfo: { ...user, is_bot: true, username: 'shop_bot' } as never })
  // Stands for Telegram: it notes what the bot sends, and says yes.
  bot.api.config.use(async (_, method, payload) => {
    calls.push({ method, payload: payload as Record<string, unknown> })
    return { ok: true, result: true } as never
  })
  const stopping = new AbortController()
  // Nobody waits for real: a pause ends when the test says so.
  let goOn = () => {}
  const sleep = () =>
    new Promise<void>((resolve) => {
      goOn = resolve
      stopping.signal.addEventListener('abort', () => resolve())
    })
  sellFromBot(bot, client, handle, { signal: stopping.signal, sleep })

  const entities = [{ type: 'bot_command', offset: 0, length: 4 }] as const
  const buy = (message: number) =>
    bot.handleUpdate({
      update_id: message,
      message: { message_id: message, date: 1, chat, from: user, text: '/buy', entities },
    } as never)
  await buy(5)
  const markup = calls[0]?.payload.reply_markup as { inline_keyboard: { callback_data: string }[][] }
  const data = markup.inline_keyboard[0]?.[0]?.callback_data ?? ''
  const press = async () => {
    await bot.handleUpdate({ update_id: 2, callback_query: { id: 'q', from: user, chat_instance: 'i', data } } as never)
    return calls.at(-1)?.payload.text
  }

  assert.equal(await press(), 'Not paid yet.')
  await sandbox.pay(data.replace('check:', ''))
  assert.deepEqual([await press(), await press()], ['Paid, thank you.', 'Paid, thank you.'])
  assert.deepEqual(paid, ['chat-7-5'])

  // The wait finds it, too, and runs nothing again.
  const said = () => calls.filter(({ payload }) => payload.text === 'Paid, thank you.' && payload.chat_id === 7).length
  goOn()
  while (said() === 0) await pause(1)
  assert.deepEqual(paid, ['chat-7-5'])

  // Without a press of the button, the wait runs the handler.
  await buy(6)
  const { uuid } = await client.payments.get({ order_id: 'chat-7-6' })
  await sandbox.pay(uuid)
  goOn()
  while (said() === 1) await pause(1)
  assert.deepEqual(paid, ['chat-7-5', 'chat-7-6'])
  stopping.abort()
})
