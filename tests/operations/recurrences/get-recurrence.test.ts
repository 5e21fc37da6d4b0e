import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getRecurrence } from '../../../src/operations/recurrences/get-recurrence.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { recurrenceSample } from '../../tools/examples/recurrences.ts'
import { paramTables } from '../../tools/param-tables.ts'

checkParams(getRecurrence, { ...paramTables['recurrences.get'], result: recurrenceSample })

test('an answer to recurrences.get goes through unchanged', async () => {
  const { promise } = runWith(getRecurrence, { order_id: 'plan-1' }, recurrenceSample)
  assert.deepEqual(await promise, recurrenceSample)
})
