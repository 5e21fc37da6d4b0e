import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Store } from '../../src/stores/types.ts'
import { countOf } from './counts.ts'
import { rejected } from './rejected.ts'
import { racePromises } from './store-races.ts'

/** Opens a store in the space of that name, which consists of letters. */
export type OpenStore = (space: string) => Store | Promise<Store>

/** Checks of stores, each under the promise that it verifies. */
export type StorePromises = Readonly<Record<string, (open: OpenStore) => Promise<void>>>

/** Registry of tests: `{ test }`, or the context of a running test. */
export interface TestContext {
  test(name: string, run: () => Promise<void>): Promise<void>
}

/**
 * Registers a test for each promise of `Store`. The store that `open` returns may spread its calls over several connections,
 * as several processes would.
 */
export async function testStore(context: TestContext, name: string, open: OpenStore): Promise<void> {
  const promises = Object.entries({ ...entryPromises, ...textPromises, ...racePromises })
  await Promise.all(promises.map(([what, check]) => context.test(`${name}: ${what}`, () => check(open))))
}

/** Promises about calls one after the other. */
const entryPromises: StorePromises = {
  'get of a key that has nothing resolves with undefined': async (open) => {
    assert.equal(await (await open('nothing')).get('key'), undefined)
  },

  'add stores a value once and leaves the first one': async (open) => {
    const store = await open('add')
    assert.equal(await store.add('key', 'first'), true)
    assert.equal(await store.add('key', 'second'), false)
    assert.equal(await store.add('key', 'first'), false)
    assert.equal(await store.get('key'), 'first')
  },

  'replace changes the value that is there and no other': async (open) => {
    const store = await open('replace')
    assert.equal(await store.replace('key', 'one', 'two'), false)
    assert.equal(await store.get('key'), undefined)
    await store.add('key', 'one')
    assert.equal(await store.replace('key', 'other', 'two'), false)
    assert.equal(await store.get('key'), 'one')
    assert.equal(await store.replace('key', 'one', 'two'), true)
    assert.equal(await store.replace('key', 'one', 'three'), false)
    assert.equal(await store.replace('key', 'two', 'two'), true)
    assert.equal(await store.get('key'), 'two')
  },

  'an empty value is a value': async (open) => {
    const store = await open('empty')
    assert.deepEqual([await store.add('key', ''), await store.add('key', 'a')], [true, false])
    assert.deepEqual([await store.get('key'), await store.replace('key', '', 'a')], ['', true])
  },
  'stores in other spaces do not meet': async (open) => {
    const stores = [await open('here'), await open('there')]
    for (const [at, store] of stores.entries()) assert.equal(await store.add('key', String(at)), true)
    for (const [at, store] of stores.entries()) assert.equal(await store.replace('key', String(at), `${at}!`), true)
    assert.deepEqual(await Promise.all(stores.map((store) => store.get('key'))), ['0!', '1!'])
  },
  'what is no string is refused by name, and nothing is written': async (open) => {
    const store = await open('strings')
    const none = [undefined, null, 1, {}, ['key'], new String('key')] as unknown as string[]
    for (const value of none) {
      const errors = [
        await rejected('validation', store.get(value)),
        await rejected('validation', store.add(value, 'value')),
        await rejected('validation', store.add('key', value)),
        await rejected('validation', store.replace('key', value, 'value')),
        await rejected('validation', store.replace('key', 'value', value)),
      ]
      const paths = errors.map(({ issues }) => issues[0]?.path)
      assert.deepEqual(paths, ['key', 'key', 'value', 'from', 'to'])
    }
    assert.equal(await store.get('key'), undefined)
  },
}

/** Texts that services escape, cut, normalise or refuse. */
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
/** Promises about the texts that a store keeps. */
const textPromises: StorePromises = {
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
    // Without repetition, because services compress.
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
