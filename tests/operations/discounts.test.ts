import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setDiscount } from '../../src/operations/discounts.ts'
import { checkParams, runWith } from '../tools/check-params.ts'
import { paramTables } from '../tools/param-tables.ts'

const table = paramTables['discounts.set']
const result = { currency: 'USDT', network: 'tron', discount: -10 }

checkParams(setDiscount, { ...table, result })

test('the text that setting a discount answers with becomes the number that listing has', async () => {
  assert.deepEqual(await runWith(setDiscount, table.valid, { ...result, discount: '-10' }).promise, result)
})

test('an answer that calls the discount discount_percent keeps it', async () => {
  const named = { currency: 'USDT', network: 'tron', discount_percent: '-10' }
  const { promise } = runWith(setDiscount, table.valid, named)
  assert.deepEqual(await promise, { ...named, discount_percent: -10 })
})
