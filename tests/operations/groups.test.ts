import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import type { Operation } from '../../src/operations/types.ts'

const table = [
  ['payments.create', '/v1/payment', 'payment', 'order_id', [], ['order_id', 'amount', 'currency']],
  ['payments.get', '/v1/payment/info', 'payment', 'reads', [], []],
  ['payments.list', '/v1/payment/list', 'payment', 'reads', ['cursor'], []],
  ['payments.listServices', '/v1/payment/services', 'payment', 'reads', [], []],
  ['payouts.create', '/v1/payout', 'payout', 'ensured', [], ['order_id', 'amount', 'currency', 'network', 'address']],
  ['payouts.get', '/v1/payout/info', 'payout', 'reads', [], []],
  ['payouts.list', '/v1/payout/list', 'payout', 'reads', ['cursor'], []],
  ['payouts.listServices', '/v1/payout/services', 'payout', 'reads', [], []],
  ['balance.get', '/v1/balance', 'payment', 'reads', [], []],
] as const

const members = Object.entries(groups).flatMap(([group, operations]) =>
  Object.entries(operations).map(
    ([member, operation]) => [`${group}.${member}`, operation as Operation<never, unknown>] as const,
  ),
)

for (const [id, path, key, repeatable, query, echo] of table) {
  test(`${id} is declared as the gateway documents it`, () => {
    const operation = members.find(([name]) => name === id)?.[1]
    assert.ok(operation !== undefined)
    assert.equal(operation.id, id)
    assert.equal(operation.method, 'POST')
    assert.equal(operation.path, path)
    assert.equal(operation.key, key)
    assert.equal(operation.repeatable, repeatable)
    assert.deepEqual(operation.query ?? [], query)
    assert.deepEqual(operation.echo ?? [], echo)
    assert.ok(Object.isFrozen(operation))
  })
}

test('the id of every operation is its group and member', () => {
  for (const [name, operation] of members) assert.equal(operation.id, name)
})

test('money that leaves is never declared as safe to send twice by itself', () => {
  for (const [, { path, key, repeatable }] of members) {
    if (key === 'payout' && !/info|list|services/.test(path)) assert.ok(['ensured', 'no'].includes(repeatable))
  }
})
