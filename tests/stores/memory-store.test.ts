import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { testStore } from '../support/store-conformance.ts'

testStore({ test }, 'memory', () => memoryStore())

test('two stores in memory share nothing, and say that they forget nothing', async () => {
  const [one, other] = [memoryStore(), memoryStore()]
  await one.add('key', 'value')
  assert.equal(await other.get('key'), undefined)
  assert.equal(one.expires, undefined)
  assert.ok(Object.isFrozen(one))
})
