import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getPayout } from '../../../src/operations/payouts/get-payout.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { listedPayoutSample } from '../../tools/samples.ts'

checkParams(getPayout, { ...paramTables['payouts.get'], result: listedPayoutSample })

test('an answer to payouts.get goes through unchanged', async () => {
  const { promise } = runWith(getPayout, { uuid: 'u' }, listedPayoutSample)
  assert.deepEqual(await promise, listedPayoutSample)
})
