import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayment } from '../../../src/operations/payments/create-payment.ts'
import { invoice, paymentSample } from '../../fixtures/payments.ts'
import { runWith } from '../../support/run-with.ts'

test('a result of payments.create goes through unchanged, with fields that no version knows', async () => {
  const result = { ...paymentSample, payer_email: null, currencies: [{ currency: 'USDT' }] }
  assert.deepEqual(await runWith(createPayment, invoice, result).promise, result)
})
