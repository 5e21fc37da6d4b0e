import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listDiscounts, setDiscount } from '../../src/operations/discounts.ts'
import { paramTables } from '../fixtures/param-tables.ts'
import { checkParams, runWith } from '../support/check-params.ts'
import { checkReading } from '../support/check-reading.ts'
import { rejected } from '../support/rejected.ts'

const table = paramTables['discounts.set']
const result = { currency: 'USDT', network: 'tron', discount: -10 }

checkParams(setDiscount, { ...table, result })

test('the string in the result of discounts.set becomes a number, as in the list', async () => {
  assert.deepEqual(await runWith(setDiscount, table.valid, { ...result, discount: '-10' }).promise, result)
})

test('a result that names the discount discount_percent keeps it', async () => {
  const named = { currency: 'USDT', network: 'tron', discount_percent: '-10' }
  const { promise } = runWith(setDiscount, table.valid, named)
  assert.deepEqual(await promise, { ...named, discount_percent: -10 })
})

checkReading('a discount', setDiscount.result, {
  sample: { currency: 'USDT', network: 'tron', discount: -10 },
  drift: [
    [{ discount: '-10' }, { discount: -10 }],
    [{ discount: '0' }, { discount: 0 }],
    [{ discount: '2.5' }, { discount: '2.5' }],
    [{ discount_percent: '7' }, { discount_percent: 7 }],
    [{ discount_percent: 7 }, { discount_percent: 7 }],
  ],
})

const discounts = [{ currency: 'USDT', network: 'tron', discount: -10 }]

checkParams(listDiscounts, { ...paramTables['discounts.list'], result: discounts })

test('discounts.list sends no body and returns the list, empty or not', async () => {
  for (const result of [discounts, []]) {
    const { sent, promise } = runWith(listDiscounts, {}, result)
    assert.deepEqual(await promise, result)
    assert.ok(!('body' in sent[0]!))
  }
})

test('a result that is not a list is not read as discounts', async () => {
  const error = await rejected('response', runWith(listDiscounts, {}, discounts[0]).promise)
  assert.match(error.message, /is not a list/)
})
