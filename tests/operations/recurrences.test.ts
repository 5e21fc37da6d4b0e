import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecurrence } from '../../src/operations/recurrences.ts'
import { checkParams, runWith } from '../tools/check-params.ts'
import { recurrenceSample } from '../tools/examples/recurrences.ts'
import { paramTables } from '../tools/param-tables.ts'
import { rejected } from '../tools/rejected.ts'

const { valid } = paramTables['recurrences.create']

checkParams(createRecurrence, { ...paramTables['recurrences.create'], result: recurrenceSample })

test('a recurrence of another amount, currency or period than was asked for is a conflict', async () => {
  const existing = { ...recurrenceSample, amount: '15.01', currency: 'EUR', period: 'weekly' }
  const error = await rejected('conflict', runWith(createRecurrence, valid, existing).promise)
  assert.deepEqual([error.fields, error.existing], [['amount', 'currency', 'period'], existing])
  assert.match(error.message, /^a recurrence already exists under this order_id/)
})

test('a recurrence whose amount is spelled in another way is the one that was asked for', async () => {
  const answer = { ...recurrenceSample, amount: '15.00000000' }
  assert.deepEqual(await runWith(createRecurrence, valid, answer).promise, answer)
})
