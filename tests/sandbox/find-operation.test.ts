import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import type { OperationInfo } from '../../src/operations/types.ts'
import { findOperation } from '../../src/sandbox/find-operation.ts'

const declared = Object.values(groups)
  .flatMap((members): readonly unknown[] => Object.values(members))
  .map((member) => member as OperationInfo)

test('every operation is found by its method and path', () => {
  assert.ok(declared.length > 0)
  for (const operation of declared) {
    const route = findOperation(operation.method, operation.path)
    assert.equal(route?.operation.id, operation.id)
    assert.equal(typeof route?.behave, 'function')
  }
})

test('another method, another path or a slash at the end finds nothing', () => {
  for (const { method, path } of declared) {
    assert.equal(findOperation(method === 'POST' ? 'PUT' : 'POST', path), undefined)
    assert.equal(findOperation(method, `${path}/`), undefined)
    assert.equal(findOperation(method.toLowerCase(), path), undefined)
  }
  assert.equal(findOperation('POST', '/'), undefined)
})

test('what travels in the path is handed out', () => {
  assert.deepEqual(findOperation('GET', '/v1/exchange-rate/ETH/list')?.inPath, { currency: 'ETH' })
  assert.deepEqual(findOperation('POST', '/v1/payment')?.inPath, {})
  assert.equal(findOperation('GET', '/v1/exchange-rate//list'), undefined)
})
