import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPayments } from '../../../src/operations/payments/list-payments.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { paginateSample, paymentSample } from '../../tools/samples.ts'

const page = { items: [paymentSample], paginate: paginateSample }

checkParams(listPayments, { ...paramTables['payments.list'], result: page })

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
