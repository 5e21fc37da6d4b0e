import assert from 'node:assert/strict'
import fc from 'fast-check'
import { countOf } from '../counts.ts'
import type { StorePromises } from './types.ts'

/** Texts that services spell, cut, normalise or refuse. */
const oddTexts = [
  ...['', ' ', '\n', 'a', 'A', 'a ', 'ä', 'a\u0308', 'Ж', '漢字', '👩‍👩‍👧', '\ufeffa', '\uffff', '\ufffd', '\u2028'],
  ...[
    '\u0000',
    'a\u0000b',
    '\u001a',
    '\u001a0000',
    '\u0000\u001a0000',
    '\u007f',
    '\u0085',
    '\ud83d',
    '\ude00',
    '\ude00\ud83d',
  ],
  ...[
    "'",
    '"',
    '\\',
    '\\x00',
    '\\u0000',
    '%s',
    '$1',
    '?',
    '{tag}',
    '*',
    ':',
    "'; drop table x; --",
    '{"a":"b\\n"}',
    'null',
  ],
]

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
)
/** What comes back is what was stored, whatever the text. */
export const textPromises: StorePromises = {
  'texts that services stumble over come back as they were, and are apart as keys': async (open) => {
    const store = await open('odd')
    for (const text of oddTexts) assert.equal(await store.add(text, text), true, JSON.stringify(text))
    for (const text of oddTexts) assert.equal(await store.get(text), text, JSON.stringify(text))
    for (const text of oddTexts) assert.equal(await store.replace(text, text, `${text}!`), true, JSON.stringify(text))
    for (const text of oddTexts) assert.equal(await store.get(text), `${text}!`, JSON.stringify(text))
  },

  'any text can be a key and a value': async (open) => {
    const store = await open('any')
    const known = new Map<string, string>()
    const check = async (key: string, value: string, next: string) => {
      assert.equal(await store.add(key, value), !known.has(key))
      const held = known.get(key) ?? value
      assert.equal(await store.get(key), held)
      assert.equal(await store.replace(key, held, next), true)
      assert.equal(await store.get(key), next)
      known.set(key, next)
    }
    await fc.assert(fc.asyncProperty(anyText, anyText, anyText, check), { numRuns: countOf(200, 50) })
  },

  'long keys are apart, and long values come back': async (open) => {
    const store = await open('long')
    // Nothing that repeats itself: services compress.
    const long = Array.from({ length: 20_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * at * 31 + at) % 20_000)),
    ).join('')
    const keys = [255, 900, 1000, 1001, 8192, 20_000].flatMap((length) => {
      const begin = long.slice(0, length - 1)
      return [`${begin}x`, `${begin}y`, 'x'.repeat(length), `${'x'.repeat(length - 1)}y`]
    })
    for (const [at, key] of keys.entries()) assert.equal(await store.add(key, String(at)), true, `key ${at}`)
    for (const [at, key] of keys.entries()) assert.equal(await store.get(key), String(at))
    const value = long.repeat(20)
    assert.equal(await store.replace(keys[0] ?? '', '0', value), true)
    assert.equal(await store.replace(keys[0] ?? '', `${value} `, '0'), false)
    assert.equal(await store.get(keys[0] ?? ''), value)
  },
}
