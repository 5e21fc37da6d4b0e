import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayment } from '../../../src/operations/payments/create-payment.ts'
import { paramTables } from '../../fixtures/param-tables.ts'
import { invoice, paymentSample } from '../../fixtures/samples.ts'
import { checkParams, runWith } from '../../support/check-params.ts'

checkParams(createPayment, { ...paramTables['payments.create'], result: paymentSample })

test('a result of payments.create goes through unchanged, with fields that no version knows', async () => {
  const result = { ...paymentSample, payer_email: null, currencies: [{ currency: 'USDT' }] }
  assert.deepEqual(await runWith(createPayment, invoice, result).promise, result)
})
