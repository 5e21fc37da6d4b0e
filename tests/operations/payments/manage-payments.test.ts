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
import { paramTables } from '../../fixtures/param-tables.ts'
import { paginateSample, paymentSample, serviceSample } from '../../fixtures/samples.ts'
import { checkParams, runWith } from '../../support/check-params.ts'
import { checkReading } from '../../support/check-reading.ts'

const table = paramTables['payments.refund']

checkParams(refundPayment, { ...table, result: [] })

for (const result of [[], null, true, { commission: '1.00', amount: '14.00', address: 'T' }]) {
  test(`${JSON.stringify(result)} is a result of payments.refund: money may have moved, whatever it holds`, async () => {
    assert.deepEqual(await runWith(refundPayment, table.valid, result).promise, result)
  })
}

const tableOfCreatePaymentQr = paramTables['payments.createQr']
const result = { image: 'data:image/png;base64,iVBORw0KGgo=' }

checkParams(createPaymentQr, { ...tableOfCreatePaymentQr, result })

test('a result of payments.createQr goes through unchanged', async () => {
  assert.deepEqual(await runWith(createPaymentQr, tableOfCreatePaymentQr.valid, result).promise, result)
})

checkParams(getPayment, { ...paramTables['payments.get'], result: paymentSample })

test('a result of payments.get goes through unchanged', async () => {
  const { promise } = runWith(getPayment, { order_id: 'order-1' }, paymentSample)
  assert.deepEqual(await promise, paymentSample)
})

checkParams(listPaymentServices, { ...paramTables['payments.listServices'], result: [serviceSample] })

test('payments.listServices sends no body', async () => {
  const { sent, promise } = runWith(listPaymentServices, {}, [serviceSample])
  assert.deepEqual(await promise, [serviceSample])
  assert.ok(!('body' in sent[0]!))
})

const page = { items: [paymentSample], paginate: paginateSample }

checkParams(listPayments, { ...paramTables['payments.list'], result: page })

test('the cursor is sent in the query, and the dates in the body', async () => {
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

const sample = { success: true, message: 'Taken, and queued.' }

checkParams(markPaymentAsPaid, { ...paramTables['payments.markAsPaid'], result: sample })

checkReading('a result of payments.markAsPaid', markPaymentAsPaid.result, {
  sample,
  drift: [
    [{ success: 1 }, { success: true }],
    [{ success: 'true' }, { success: true }],
    [{ success: '0' }, { success: false }],
    [{ success: 'soon' }, { success: 'soon' }],
    [{ message: 7 }, { message: '7' }],
  ],
})

checkParams(resendPaymentWebhook, { ...paramTables['payments.resendWebhook'], result: [] })

test('a result of payments.resendWebhook goes through unchanged', async () => {
  for (const result of [[], true, null]) {
    assert.deepEqual(await runWith(resendPaymentWebhook, { txid: 'ab12' }, result).promise, result)
  }
})
