import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createStore, escapeText, requireStore, unescapeText } from '../../src/stores/make-store.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

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
  const store = createStore(inner)
  assert.equal(await store.get('k\u0000'), 'a\u0000b')
  await store.add('k\u0000', 'v\u0000')
  await store.replace('k\u0000', '\u0000', 'w')
  assert.deepEqual(seen, [['k\u001a0000'], ['k\u001a0000', 'v\u001a0000'], ['k\u001a0000', '\u001a0000', 'w']])
})

test('nothing that is no string reaches them', async () => {
  const { inner, seen } = createInner()
  const error = await rejected('validation', createStore(inner).add('key', 7 as never))
  assert.equal(error.message, 'value must be a string.')
  assert.deepEqual(seen, [])
})

test('what they reject with passes through as it is', async () => {
  const broken = new Error('connection lost')
  const fail = () => Promise.reject(broken)
  const store = createStore({ get: fail, add: fail, replace: fail })
  for (const call of [store.get('k'), store.add('k', 'v'), store.replace('k', 'v', 'w')]) {
    await assert.rejects(call, (error) => error === broken)
  }
})

test('a store is frozen and tells whether it forgets its entries', () => {
  const { inner } = createInner()
  assert.ok(Object.isFrozen(createStore(inner)))
  assert.deepEqual([createStore(inner).expires, createStore({ ...inner, expires: true }).expires], [undefined, true])
})

for (const [text, escaped] of [
  ['{"a":"b\\n","c":"Ж🎉"}', '{"a":"b\\n","c":"Ж🎉"}'],
  ['a\u0000b', 'a\u001a0000b'],
  ['\u001a0000', '\u001a001a0000'],
  ['\ud83d', '\u001ad83d'],
  ['\ude00\ud83d', '\u001ade00\u001ad83d'],
  ['\ufeffa', '\u001afeffa'],
  ['a\nb', 'a\u001a000ab'],
] as const) {
  test(`spells ${JSON.stringify(text)} as ${JSON.stringify(escaped)}`, () => {
    assert.equal(escapeText(text), escaped)
    assert.equal(unescapeText(escaped), text)
  })
}

const codes = fc.array(fc.oneof(fc.integer({ max: 0xffff }), fc.integer({ max: 0x30 }), fc.constant(0xd83d)))

test('any text comes back, and what is in between is Unicode without U+0000', () => {
  fc.assert(
    fc.property(codes, (units) => {
      const text = String.fromCharCode(...units)
      const escaped = escapeText(text)
      assert.equal(unescapeText(escaped), text)
      assert.equal(Buffer.from(escaped).toString(), escaped)
      assert.ok(!escaped.includes('\u0000'))
    }),
  )
})

const store = memoryStore()

test('a store passes, one that forgets too', () => {
  assert.equal(requireStore(store), store)
  const expiring = { ...store, expires: true as const }
  assert.equal(requireStore(expiring), expiring)
})

test('what is no store is refused', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => requireStore(none)).message, 'store is missing.')
  }
  for (const wrong of ['redis', {}, new Map(), { ...store, replace: undefined }]) {
    assert.match(thrown('config', () => requireStore(wrong)).message, /^store must have get, add and replace/)
  }
})
