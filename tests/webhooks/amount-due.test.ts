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
    assert.deepEqual(amountDue({ ...payment, payment_amount: paid }), { currency: 'USDT', received, missing, excess })
  })
}

test('the amount of the invoice counts where it is in the currency that is paid', () => {
  const own = { ...payment, currency: 'USDT', payer_amount: null, payment_amount: '10' }
  assert.deepEqual(amountDue(own), { currency: 'USDT', received: '10', missing: '5', excess: '0' })
})

for (const [name, members] of [
  ['an unpaid invoice in dollars', { payer_currency: null, payer_amount: null, payment_amount: null }],
  [
    'an unpaid invoice in a coin that another one may pay',
    { currency: 'USDT', payer_currency: null, payer_amount: null },
  ],
  ['a cancelled invoice', { status: 'cancel', payer_currency: null, payer_amount: null, payment_amount: '0.00' }],
  ['an invoice that names a zero', { payer_currency: null, payer_amount: '0.00000000', payment_amount: null }],
] as const) {
  test(`W9: what is missing of ${name} is not known, and not zero`, () => {
    const { received, missing, excess } = amountDue({ ...payment, ...members })
    assert.deepEqual([received, missing, excess], ['0', undefined, undefined])
  })
}

test('a zero that is asked for in a known currency is not known either', () => {
  const { missing, excess } = amountDue({ ...payment, payer_amount: '0', payment_amount: '3' })
  assert.deepEqual([missing, excess], [undefined, undefined])
})

test('a top-up of a static wallet asks for nothing', () => {
  const topUp = { ...payment, type: 'wallet', payer_amount: '1', payment_amount: '7.5' }
  assert.deepEqual(amountDue(topUp), { currency: 'USDT', received: '7.5', missing: undefined, excess: undefined })
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
  const expected = { currency: 'USDT', received: '5.5', missing: '9.5', excess: '0' }
  assert.deepEqual(amountDue(event), expected)
  assert.deepEqual(amountDue(await client.payments.get({ uuid })), expected)
  const wallet = await client.wallets.create({ currency: 'USDT', network: 'tron', order_id: 'w-1', ...callback })
  await sandbox.deposit(wallet.uuid, { amount: '3' })
  const topUp = parseWebhook(sandbox.deliveries.at(-1)?.body ?? '', apiKey) as WalletEvent
  assert.deepEqual(amountDue(topUp), { currency: 'USDT', received: '3', missing: undefined, excess: undefined })
})
