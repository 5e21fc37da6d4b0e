import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getPayout } from '../../../src/operations/payouts/get-payout.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { listedPayoutSample } from '../../tools/samples.ts'

checkParams(getPayout, {
  valid: {},
  result: listedPayoutSample,
  accepted: [{ uuid: 'u' }, { uuid: 'u'.repeat(64) }, { order_id: 'x'.repeat(32) }],
  refused: [
    [{}, 'uuid', /or order_id is required/],
    [{ uuid: 'u', order_id: 'o' }, 'order_id', /together with uuid/],
    [{ uuid: 'u'.repeat(65) }, 'uuid', /1 to 64/],
    [{ order_id: 'x'.repeat(33) }, 'order_id', /1 to 32/],
    [{ order_id: null }, 'order_id', /1 to 32/],
    [{ uid: 'u' }, 'uid', /did you mean uuid\?/],
  ],
})

test('an answer to payouts.get goes through unchanged', async () => {
  const { promise } = runWith(getPayout, { uuid: 'u' }, listedPayoutSample)
  assert.deepEqual(await promise, listedPayoutSample)
})
