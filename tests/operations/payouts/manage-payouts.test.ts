import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCaller } from '../../../src/call/create-caller.ts'
import {
  calculatePayout,
  getPayout,
  listPayoutServices,
  listPayouts,
} from '../../../src/operations/payouts/manage-payouts.ts'
import { listedPayoutSample, payoutCases } from '../../fixtures/payouts.ts'
import { paginateSample, serviceSample } from '../../fixtures/shared.ts'
import { checkReading } from '../../support/check-reading.ts'
import { credentials } from '../../support/credentials.ts'
import { rejected } from '../../support/rejected.ts'
import { runWith } from '../../support/run-with.ts'

const { params, response } = payoutCases.calculate.example

checkReading('a calculation of a payout', calculatePayout.result, {
  sample: response,
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

test('an answer to payouts.get goes through unchanged', async () => {
  const { promise } = runWith(getPayout, { uuid: 'u' }, listedPayoutSample)
  assert.deepEqual(await promise, listedPayoutSample)
})

test('payouts.listServices sends no body and returns the list', async () => {
  const { sent, promise } = runWith(listPayoutServices, {}, [serviceSample])
  assert.deepEqual(await promise, [serviceSample])
  assert.ok(!('body' in sent[0]!))
})

const page = { merchant_uuid: 'm-1', items: [listedPayoutSample], paginate: paginateSample }

test('a page of payouts goes through unchanged, with the merchant it belongs to', async () => {
  const { sent, promise } = runWith(listPayouts, { cursor: 'c' }, page)
  assert.deepEqual(await promise, page)
  assert.equal(sent[0]?.url, 'https://api.cryptomus.com/v1/payout/list?cursor=c')
  assert.ok(!('body' in sent[0]!))
})

test('a number as balance of a listed payout becomes a decimal string', async () => {
  const drifted = { ...page, items: [{ ...listedPayoutSample, balance: 129 }] }
  const { items } = (await runWith(listPayouts, {}, drifted).promise) as typeof page
  assert.equal(items[0]?.balance, '129')
})
