import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import type { OperationInfo } from '../../src/operations/types.ts'
import { behaviours } from '../../src/sandbox/behaviours/index.ts'
import { findOperation } from '../../src/sandbox/find-operation.ts'

const members = Object.entries(groups).flatMap(([group, operations]) =>
  Object.entries(operations).map(([member, operation]) => ({ group, member, operation: operation as OperationInfo })),
)

for (const { group, member, operation } of members) {
  test(`${operation.id} is found by its method and path, with a behaviour of its own`, () => {
    // Where a path holds a value, any will do.
    const path = operation.path.replace(/\{\w+\}/g, 'USDT')
    const route = findOperation(operation.method, path)
    assert.equal(route?.operation.id, operation.id)
    const declared = behaviours as Readonly<Record<string, Readonly<Record<string, unknown>>>>
    assert.equal(route?.behave, declared[group]?.[member])
    assert.equal(typeof route?.behave, 'function')
  })
}

test('another method, another path or a longer one stands for nothing', () => {
  for (const [method, path] of [
    ['GET', '/v1/payment'],
    ['POST', '/v1/paymen'],
    ['POST', '/v1/payment/'],
    ['POST', '/v2/payment'],
    ['POST', '/'],
  ] as const) {
    assert.equal(findOperation(method, path), undefined, `${method} ${path}`)
  }
})

test('there is no behaviour without an operation', () => {
  for (const [group, answers] of Object.entries(behaviours)) {
    const declared = new Map<string, object>(Object.entries(groups)).get(group) ?? {}
    assert.deepEqual(Object.keys(answers).sort(), Object.keys(declared).sort())
  }
})
