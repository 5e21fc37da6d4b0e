import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createPaymentQr,
  getPayment,
  listPaymentServices,
  listPayments,
  markPaymentAsPaid,
  refundPayment,
  resendPaymentWebhook,
} from '../../../src/operations/payments/manage-payments.ts'
import { paymentCases, paymentSample } from '../../fixtures/payments.ts'
import { paginateSample, serviceSample } from '../../fixtures/shared.ts'
import { checkReading } from '../../support/check-reading.ts'
import { runWith } from '../../support/run-with.ts'

for (const result of [[], null, true, { commission: '1.00', amount: '14.00', address: 'T' }]) {
  test(`${JSON.stringify(result)} is an answer to payments.refund: money may have moved, whatever it says`, async () => {
    assert.deepEqual(await runWith(refundPayment, paymentCases.refund.valid, result).promise, result)
  })
}

test('an answer to payments.createQr goes through unchanged', async () => {
  const { valid, example } = paymentCases.createQr
  assert.deepEqual(await runWith(createPaymentQr, valid, example.response).promise, example.response)
})

test('an answer to payments.get goes through unchanged', async () => {
  const { promise } = runWith(getPayment, { order_id: 'order-1' }, paymentSample)
  assert.deepEqual(await promise, paymentSample)
})

test('payments.listServices sends no body', async () => {
  const { sent, promise } = runWith(listPaymentServices, {}, [serviceSample])
  assert.deepEqual(await promise, [serviceSample])
  assert.ok(!('body' in sent[0]!))
})

const page = { items: [paymentSample], paginate: paginateSample }

test('the cursor travels in the query, and the dates in the body', async () => {
  const params = { date_from: '2026-01-31 00:00:00', cursor: 'a+b/c=&d' }
  const { sent, promise } = runWith(listPayments, params, page)
  await promise
  assert.equal(sent[0]?.url, 'https://api.cryptomus.com/v1/payment/list?cursor=a%2Bb%2Fc%3D%26d')
  assert.equal(sent[0]?.body, '{"date_from":"2026-01-31 00:00:00"}')
})

test('a page goes through unchanged', async () => {
  assert.deepEqual(await runWith(listPayments, {}, page).promise, page)
})

test('the last page has no cursor and may have no items', async () => {
  const last = { items: [], paginate: { ...paginateSample, count: 0, hasPages: false, nextCursor: null } }
  assert.deepEqual(await runWith(listPayments, {}, last).promise, last)
})

checkReading('an answer to payments.markAsPaid', markPaymentAsPaid.result, {
  sample: paymentCases.markAsPaid.example.response,
  drift: [
    [{ success: 1 }, { success: true }],
    [{ success: 'true' }, { success: true }],
    [{ success: '0' }, { success: false }],
    [{ success: 'soon' }, { success: 'soon' }],
    [{ message: 7 }, { message: '7' }],
  ],
})

test('an answer to payments.resendWebhook goes through unchanged', async () => {
  for (const result of [[], true, null]) {
    assert.deepEqual(await runWith(resendPaymentWebhook, { txid: 'ab12' }, result).promise, result)
  }
})
