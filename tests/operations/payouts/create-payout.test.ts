import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayout } from '../../../src/operations/payouts/create-payout.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { payout, payoutSample } from '../../tools/samples.ts'

checkParams(createPayout, { ...paramTables['payouts.create'], result: payoutSample })

test('an answer to payouts.create goes through unchanged', async () => {
  assert.deepEqual(await runWith(createPayout, payout, payoutSample).promise, payoutSample)
})
