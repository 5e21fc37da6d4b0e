import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancelRecurrence } from '../../../src/operations/recurrences/cancel-recurrence.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { recurrenceSample } from '../../tools/examples/recurrences.ts'
import { paramTables } from '../../tools/param-tables.ts'

checkParams(cancelRecurrence, { ...paramTables['recurrences.cancel'], result: recurrenceSample })

test('an answer to recurrences.cancel goes through unchanged', async () => {
  const { promise } = runWith(cancelRecurrence, { order_id: 'plan-1' }, recurrenceSample)
  assert.deepEqual(await promise, recurrenceSample)
})
