import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPayoutServices } from '../../../src/operations/payouts/list-payout-services.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { serviceSample } from '../../tools/samples.ts'

checkParams(listPayoutServices, { ...paramTables['payouts.listServices'], result: [serviceSample] })

test('payouts.listServices sends no body and returns the list', async () => {
  const { sent, promise } = runWith(listPayoutServices, {}, [serviceSample])
  assert.deepEqual(await promise, [serviceSample])
  assert.ok(!('body' in sent[0]!))
})
