import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { requireStore } from '../../src/stores/require-store.ts'
import { thrown } from '../tools/thrown.ts'

const store = memoryStore()
const forever = Number.POSITIVE_INFINITY

test('a store that keeps its entries for good passes, whatever is asked for', () => {
  assert.equal(requireStore(store, forever), store)
  assert.equal(requireStore(store, 1000), store)
})

test('a store that keeps them long enough passes', () => {
  const expiring = { ...store, expireMs: 1000 }
  assert.equal(requireStore(expiring, 1000), expiring)
})

test('a store that forgets too early is refused', () => {
  for (const [expireMs, keepMs, kept] of [
    [999, 1000, 'for at least 1000 ms'],
    [Number.MAX_SAFE_INTEGER, forever, 'for good'],
    [Number.NaN, 1000, 'for at least 1000 ms'],
    ['soon', 1000, 'for at least 1000 ms'],
  ] as const) {
    const error = thrown('config', () => requireStore({ ...store, expireMs }, keepMs))
    assert.equal(error.option, 'store')
    assert.ok(error.message.endsWith(`${kept}.`), error.message)
  }
})

test('what is no store is refused', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => requireStore(none, 1000)).message, 'store is missing.')
  }
  for (const wrong of ['redis', {}, new Map(), { ...store, replace: undefined }]) {
    assert.match(thrown('config', () => requireStore(wrong, 1000)).message, /^store must have get, add and replace/)
  }
})
