import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCaller } from '../../../src/call/create-caller.ts'
import { calculatePayout } from '../../../src/operations/payouts/manage-payouts.ts'
import { checkParams } from '../../tools/check-params.ts'
import { checkReading } from '../../tools/check-reading.ts'
import { credentials } from '../../tools/credentials.ts'
import { documentedExamples } from '../../tools/documented-examples.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { rejected } from '../../tools/rejected.ts'

const { params, answer } = documentedExamples['payouts.calculate']

checkParams(calculatePayout, { ...paramTables['payouts.calculate'], result: answer })

checkReading('a calculation of a payout', calculatePayout.result, {
  sample: Object(answer),
  drift: [
    [
      { commission: 0.5, merchant_amount: 7.5, payout_amount: 7 },
      { commission: '0.5', merchant_amount: '7.5', payout_amount: '7' },
    ],
    [{ payout_amount: 1e-7 }, { payout_amount: '0.0000001' }],
  ],
})

test('a gateway that has no payouts.calculate is not asked', async () => {
  const error = await rejected('config', calculatePayout(createCaller(credentials), params))
  assert.match(error.message, /cryptomus has no payouts\.calculate/)
  assert.equal(error.outcome, 'not_sent')
})
