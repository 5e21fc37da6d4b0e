import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPayouts } from '../../../src/operations/payouts/list-payouts.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { listedPayoutSample, paginateSample } from '../../tools/samples.ts'

const page = { merchant_uuid: 'm-1', items: [listedPayoutSample], paginate: paginateSample }

checkParams(listPayouts, { ...paramTables['payouts.list'], result: page })

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
