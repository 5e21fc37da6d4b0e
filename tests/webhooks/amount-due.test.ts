import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { amountDue } from '../../src/webhooks/amount-due.ts'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import type { PaymentEvent, WalletEvent } from '../../src/webhooks/types.ts'
import { thrown } from '../support/thrown.ts'

const payment = {
  type: 'payment',
  amount: '15.00',
  currency: 'USD',
  payer_currency: 'USDT',
  payer_amount: '15.00000000',
}

for (const [paid, received, missing, excess] of [
  ['15', '15', '0', '0'],
  ['15.00000000', '15', '0', '0'],
  ['14.99', '14.99', '0.01', '0'],
  ['15.00000001', '15.00000001', '0', '0.00000001'],
  ['0.000000000000000001', '0.000000000000000001', '14.999999999999999999', '0'],
  ['0.00000000', '0', '15', '0'],
  [null, '0', '15', '0'],
  [undefined, '0', '15', '0'],
] as const) {
  test(`of 15 asked for and ${paid} paid, ${missing} is missing and ${excess} in excess`, () => {
    assert.deepEqual(amountDue({ ...payment, payment_amount: paid }), { received, missing, excess })
  })
}

test('the amount of the invoice counts where it is in the currency that is paid', () => {
  const own = { ...payment, currency: 'USDT', payer_amount: null, payment_amount: '10' }
  assert.deepEqual(amountDue(own), { received: '10', missing: '5', excess: '0' })
})

test('nothing is missing where it is not known what was asked for', () => {
  const open = { ...payment, payer_currency: null, payer_amount: null, payment_amount: null }
  assert.deepEqual(amountDue(open), { received: '0', missing: '0', excess: '0' })
})

test('a top-up of a static wallet asks for nothing', () => {
  const topUp = { ...payment, type: 'wallet', payer_amount: '1', payment_amount: '7.5' }
  assert.deepEqual(amountDue(topUp), { received: '7.5', missing: '0', excess: '0' })
})

test('refuses what is no amount, by name', () => {
  for (const [field, value] of [
    ['payment_amount', 15],
    ['payment_amount', '1e3'],
    ['payer_amount', 'fifteen'],
  ] as const) {
    const error = thrown('validation', () => amountDue({ ...payment, payment_amount: '1', [field]: value } as never))
    assert.equal(error.issues[0]?.path, field)
  }
})

test('judges events of the sandbox, and what is read from it', async () => {
  const sandbox = createSandbox()
  const client = createClient(sandbox.clientOptions)
  const { apiKey } = sandbox.clientOptions
  const callback = { url_callback: 'https://shop.example/hook' }
  const fixed = { amount: '15', currency: 'USDT', network: 'tron', order_id: 'o-1', ...callback }
  const { uuid } = await client.payments.create(fixed)
  await sandbox.pay(uuid, { amount: '5.5' })
  const event = parseWebhook(sandbox.deliveries.at(-1)?.body ?? '', apiKey) as PaymentEvent
  const expected = { received: '5.5', missing: '9.5', excess: '0' }
  assert.deepEqual(amountDue(event), expected)
  assert.deepEqual(amountDue(await client.payments.get({ uuid })), expected)
  const wallet = await client.wallets.create({ currency: 'USDT', network: 'tron', order_id: 'w-1', ...callback })
  await sandbox.deposit(wallet.uuid, { amount: '3' })
  const topUp = parseWebhook(sandbox.deliveries.at(-1)?.body ?? '', apiKey) as WalletEvent
  assert.deepEqual(amountDue(topUp), { received: '3', missing: '0', excess: '0' })
})
