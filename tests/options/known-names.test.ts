import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestName } from '../../src/options/known-names.ts'

const known = ['amount', 'currency', 'order_id', 'url_callback', 'url_return', 'to']

for (const [name, nearest] of [
  ['ammount', 'amount'],
  ['amuont', 'amount'],
  ['orderId', 'order_id'],
  ['ORDER_ID', 'order_id'],
  ['urlCallback', 'url_callback'],
  ['callback_url', undefined],
  ['color', undefined],
  ['t', 'to'],
] as const) {
  test(`finds ${nearest ?? 'nothing'} for ${name}`, () => assert.equal(nearestName(name, known), nearest))
}

test('finds nothing where nothing is known', () => {
  assert.equal(nearestName('amount', []), undefined)
})

test('finds nothing for a name of absurd length, and does not take long to', () => {
  assert.equal(nearestName('x'.repeat(1_000_000), known), undefined)
})
