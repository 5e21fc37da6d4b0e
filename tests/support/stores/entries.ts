import assert from 'node:assert/strict'
import { rejected } from '../rejected.ts'
import type { StorePromises } from './types.ts'

/** What the three functions do, one call after the other. */
export const entryPromises: StorePromises = {
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
