import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancelRecurrence, createRecurrence, getRecurrence, listRecurrences } from '../../src/operations/recurrences.ts'
import { recurrenceCases, recurrenceSample } from '../fixtures/recurrences.ts'
import { paginateSample } from '../fixtures/shared.ts'
import { checkReading } from '../support/check-reading.ts'
import { rejected } from '../support/rejected.ts'
import { runWith } from '../support/run-with.ts'

const { valid } = recurrenceCases.create

test('a recurrence of another amount, currency or period than was asked for is a conflict', async () => {
  const existing = { ...recurrenceSample, amount: '15.01', currency: 'EUR', period: 'weekly' }
  const error = await rejected('conflict', runWith(createRecurrence, valid, existing).promise)
  assert.deepEqual([error.fields, error.existing], [['amount', 'currency', 'period'], existing])
  assert.match(
    error.message,
    /^recurrences\.create: the gateway holds a record under this order_id with another amount, currency, period:/,
  )
})

test('a recurrence with its amount in another form is the one that was asked for', async () => {
  const answer = { ...recurrenceSample, amount: '15.00000000' }
  assert.deepEqual(await runWith(createRecurrence, valid, answer).promise, answer)
})

test('an answer to recurrences.cancel goes through unchanged', async () => {
  const { promise } = runWith(cancelRecurrence, { order_id: 'plan-1' }, recurrenceSample)
  assert.deepEqual(await promise, recurrenceSample)
})

test('an answer to recurrences.get goes through unchanged', async () => {
  const { promise } = runWith(getRecurrence, { order_id: 'plan-1' }, recurrenceSample)
  assert.deepEqual(await promise, recurrenceSample)
})

const page = { items: [recurrenceSample], paginate: paginateSample }

test('a page of recurrences goes through unchanged, and its cursor travels in the query', async () => {
  const { sent, promise } = runWith(listRecurrences, { cursor: 'a+b/c=&d' }, page)
  assert.deepEqual(await promise, page)
  assert.equal(sent[0]?.url, 'https://api.cryptomus.com/v1/recurrence/list?cursor=a%2Bb%2Fc%3D%26d')
  assert.ok(!('body' in sent[0]!))
})

test('drift in a page of recurrences is coerced', async () => {
  const drifted = { items: [{ ...recurrenceSample, amount: 15 }], paginate: { ...paginateSample, count: '1' } }
  const coerced = { ...page, items: [{ ...recurrenceSample, amount: '15' }] }
  assert.deepEqual(await runWith(listRecurrences, {}, drifted).promise, coerced)
})

test('recurrences without their place in a list are no page', async () => {
  const error = await rejected('response', runWith(listRecurrences, {}, [recurrenceSample]).promise)
  assert.match(error.message, /items is missing/)
})

checkReading('a recurrence', getRecurrence.result, {
  sample: recurrenceSample,
  identity: 'uuid',
  drift: [
    [{ amount: 15 }, { amount: '15' }],
    [{ payer_amount_usd: 0 }, { payer_amount_usd: '0' }],
    [{ payer_amount: 1e-8 }, { payer_amount: '0.00000001' }],
    [{ order_id: 7 }, { order_id: '7' }],
    [
      { discount_days: 30, discount_amount: 5.5 },
      { discount_days: '30', discount_amount: '5.5' },
    ],
    [
      { discount_days: '30', discount_amount: '5.00', end_of_discount: '2026-05-31T10:00:00+03:00' },
      { discount_days: '30', discount_amount: '5.00', end_of_discount: '2026-05-31T10:00:00+03:00' },
    ],
    [{ status: 'cancel_by_user' }, { status: 'cancel_by_user' }],
    [{ status: 'on_the_moon' }, { status: 'on_the_moon' }],
    [{ period: 'daily' }, { period: 'daily' }],
    [{ additional_data: '{"a":"/"}' }, { additional_data: '{"a":"/"}' }],
  ],
})
