import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkEcho } from '../../src/call/check-echo.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/get-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { createRecurrence } from '../../src/operations/recurrences.ts'
import { createWallet } from '../../src/operations/wallets.ts'
import { thrown } from '../tools/thrown.ts'
import { requestOf } from '../tools/transport.ts'

const body = '{"amount":"7","currency":"USDT","network":"tron","order_id":"order-1"}'
const request = requestOf({ body })
const existing = { amount: '8.00', currency: 'USDT', network: 'TRON', order_id: 'order-1' }

for (const [operation, noun] of [
  [createPayment, 'payment'],
  [createPayout, 'payout'],
  [createRecurrence, 'recurrence'],
] as const) {
  test(`${operation.id} says that a ${noun} already exists, and hands it out`, () => {
    const error = thrown('conflict', () => checkEcho(operation, request, existing, 2))
    assert.ok(error.message.startsWith(`a ${noun} already exists under this order_id`), error.message)
    assert.match(error.message, /differs in amount\./)
    assert.deepEqual(
      [error.operation, error.fields, error.outcome, error.retryable, error.attempts],
      [operation.id, ['amount'], 'unknown', false, 2],
    )
    assert.equal(error.existing, existing)
  })
}

test('a wallet is compared by currency and network, having no amount', () => {
  checkEcho(createWallet, request, existing, 1)
  const error = thrown('conflict', () => checkEcho(createWallet, request, { network: 'bsc', currency: 'DAI' }, 1))
  assert.ok(error.message.startsWith('a wallet already exists'), error.message)
  assert.deepEqual(error.fields, ['currency', 'network'])
})

test('compares nothing where nothing is declared, nothing was sent, or no object came', () => {
  checkEcho(getPayment, request, existing, 1)
  checkEcho(createPayment, requestOf({ body: undefined }), existing, 1)
  for (const answer of [null, undefined, [], 'text']) checkEcho(createPayment, request, answer, 1)
})
