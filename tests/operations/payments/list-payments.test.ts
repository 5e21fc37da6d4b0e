import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPayments } from '../../../src/operations/payments/list-payments.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paginateSample, paymentSample } from '../../tools/samples.ts'

const page = { items: [paymentSample], paginate: paginateSample }

checkParams(listPayments, {
  valid: {},
  result: page,
  accepted: [
    {},
    { date_from: '2026-01-31 00:00:00' },
    { date_from: '2026-01-31 0:00:00', date_to: '2026-01-31 23:59:59' },
    { cursor: 'c' },
    { cursor: 'c'.repeat(2048) },
  ],
  refused: [
    [{ date_from: '2026-01-31' }, 'date_from', /date like "2026-01-31 23:59:59".*UTC\+3/],
    [{ date_from: '2026-01-31T00:00:00Z' }, 'date_from', /date like/],
    [{ date_to: new Date(0) }, 'date_to', /date like/],
    [{ date_to: 1_790_000_000 }, 'date_to', /date like/],
    [{ cursor: '' }, 'cursor', /1 to 2048 characters/],
    [{ cursor: 'c'.repeat(2049) }, 'cursor', /1 to 2048 characters/],
    [{ cursor: null }, 'cursor', /string of 1 to 2048/],
    [{ page: 2 }, 'page', /is not known/],
    [{ dateFrom: '2026-01-31 00:00:00' }, 'dateFrom', /did you mean date_from\?/],
  ],
})

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
