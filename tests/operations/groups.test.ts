import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import { idsOfCases, operations } from '../support/operations.ts'

test('an operation is a member of one group only', () => {
  const all = Object.values(groups).flatMap((members) => Object.values(members))
  assert.equal(new Set(all).size, all.length)
  assert.equal(all.length, idsOfCases.length)
})

test('two operations are never sent to the same place', () => {
  const places = operations.map(({ operation: { method, path } }) => `${method} ${path}`)
  assert.deepEqual([...new Set(places)], places)
})

test('money that leaves or moves is never declared as safe to send twice by itself', () => {
  for (const { id, operation } of operations) {
    const reading = /\.(get|list|listServices|calculate)$/.test(id)
    if (operation.key === 'payout' && !reading) assert.ok(['ensured', 'no'].includes(operation.repeatable), id)
    if (/refund/i.test(id)) assert.equal(operation.repeatable, 'no', id)
  }
})

test('params that the result must repeat or that are sent in the query are declared params', () => {
  for (const { id, operation } of operations) {
    const { entries } = operation.params as unknown as { readonly entries: object }
    for (const name of [...(operation.query ?? []), ...(operation.echo ?? [])]) assert.ok(name in entries, id)
  }
})
