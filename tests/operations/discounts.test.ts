import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listDiscounts, setDiscount } from '../../src/operations/discounts.ts'
import { discountCases, discountSample } from '../fixtures/discounts.ts'
import { checkReading } from '../support/check-reading.ts'
import { rejected } from '../support/rejected.ts'
import { runWith } from '../support/run-with.ts'

const { valid } = discountCases.set

test('the text that setting a discount answers with becomes the number that listing has', async () => {
  assert.deepEqual(await runWith(setDiscount, valid, { ...discountSample, discount: '-10' }).promise, discountSample)
})

test('a result that names the discount discount_percent keeps it', async () => {
  const named = { currency: 'USDT', network: 'tron', discount_percent: '-10' }
  const { promise } = runWith(setDiscount, valid, named)
  assert.deepEqual(await promise, { ...named, discount_percent: -10 })
})

checkReading('a discount', setDiscount.result, {
  sample: discountSample,
  drift: [
    [{ discount: '-10' }, { discount: -10 }],
    [{ discount: '0' }, { discount: 0 }],
    [{ discount: '2.5' }, { discount: '2.5' }],
    [{ discount_percent: '7' }, { discount_percent: 7 }],
    [{ discount_percent: 7 }, { discount_percent: 7 }],
  ],
})

test('discounts.list sends no body and returns the list, empty or not', async () => {
  for (const result of [[discountSample], []]) {
    const { sent, promise } = runWith(listDiscounts, {}, result)
    assert.deepEqual(await promise, result)
    assert.ok(!('body' in sent[0]!))
  }
})

test('what is no list is no answer about discounts', async () => {
  const error = await rejected('response', runWith(listDiscounts, {}, discountSample).promise)
  assert.match(error.message, /is not a list/)
})
