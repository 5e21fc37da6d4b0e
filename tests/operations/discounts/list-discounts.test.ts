import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listDiscounts } from '../../../src/operations/discounts/list-discounts.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { rejected } from '../../tools/rejected.ts'

const discounts = [{ currency: 'USDT', network: 'tron', discount: -10 }]

checkParams(listDiscounts, { ...paramTables['discounts.list'], result: discounts })

test('discounts.list sends no body and returns the list, empty or not', async () => {
  for (const result of [discounts, []]) {
    const { sent, promise } = runWith(listDiscounts, {}, result)
    assert.deepEqual(await promise, result)
    assert.ok(!('body' in sent[0]!))
  }
})

test('what is no list is no answer about discounts', async () => {
  const error = await rejected('response', runWith(listDiscounts, {}, discounts[0]).promise)
  assert.match(error.message, /is not a list/)
})
