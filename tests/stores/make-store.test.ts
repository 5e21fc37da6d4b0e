import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeStore } from '../../src/stores/make-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { rejected } from '../tools/rejected.ts'

/** A store that notes what reaches it. */
function createInner() {
  const seen: (readonly string[])[] = []
  const note = async (...texts: string[]) => seen.push(texts) > 0
  const inner: Store = {
    get: async (key) => ((await note(key)) ? 'a\u001a0000b' : undefined),
    add: note,
    replace: note,
  }
  return { inner, seen }
}

test('what reaches the inner functions is escaped, and what comes back is not', async () => {
  const { inner, seen } = createInner()
  const store = makeStore(inner)
  assert.equal(await store.get('k\u0000'), 'a\u0000b')
  await store.add('k\u0000', 'v\u0000')
  await store.replace('k\u0000', '\u0000', 'w')
  assert.deepEqual(seen, [['k\u001a0000'], ['k\u001a0000', 'v\u001a0000'], ['k\u001a0000', '\u001a0000', 'w']])
})

test('nothing that is no string reaches them', async () => {
  const { inner, seen } = createInner()
  const error = await rejected('validation', makeStore(inner).add('key', 7 as never))
  assert.equal(error.message, 'value must be a string.')
  assert.deepEqual(seen, [])
})

test('what they reject with passes through as it is', async () => {
  const broken = new Error('connection lost')
  const fail = () => Promise.reject(broken)
  const store = makeStore({ get: fail, add: fail, replace: fail })
  for (const call of [store.get('k'), store.add('k', 'v'), store.replace('k', 'v', 'w')]) {
    await assert.rejects(call, (error) => error === broken)
  }
})

test('a store is frozen and tells how long it keeps its entries', () => {
  const { inner } = createInner()
  assert.ok(Object.isFrozen(makeStore(inner)))
  assert.deepEqual([makeStore(inner).expireMs, makeStore(inner, 5000).expireMs], [undefined, 5000])
})
