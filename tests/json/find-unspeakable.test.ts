import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnspeakable } from '../../src/json/find-unspeakable.ts'

test('finds nothing in what JSON can express', () => {
  const shared = { a: 1 }
  const values = [
    {},
    [],
    null,
    'x',
    1.5,
    true,
    undefined,
    { a: undefined, b: [null, { c: 'x' }] },
    Object.assign(Object.create(null), { a: 1 }),
    { first: shared, second: shared },
    { at: new Date(0) },
  ]
  for (const value of values) assert.equal(findUnspeakable(value), undefined)
})

const cyclic: Record<string, unknown> = {}
cyclic.self = { again: [cyclic] }

const table: readonly (readonly [string, unknown, string, RegExp])[] = [
  ['a bigint', { a: { b: 1n } }, 'a.b', /^is a bigint.*write it as a string$/],
  ['a function', { a: [0, () => 1] }, 'a.1', /^is a function/],
  ['a symbol', { a: Symbol('s') }, 'a', /^is a symbol/],
  ['NaN', { a: Number.NaN }, 'a', /^is NaN/],
  ['Infinity', { a: Number.NEGATIVE_INFINITY }, 'a', /^is -Infinity/],
  ['a Map', { a: new Map() }, 'a', /^is a Map.*plain object$/],
  ['a Set', { a: new Set() }, 'a', /^is a Set/],
  ['a RegExp', { a: /x/ }, 'a', /^is a RegExp/],
  ['an Error', { a: new Error('m') }, 'a', /^is a Error/],
  ['bytes', { a: new Uint8Array(1) }, 'a', /^is a Uint8Array/],
  ['a promise', { a: Promise.resolve(1) }, 'a', /^is a Promise/],
  ['the whole value', 1n, '', /^is a bigint/],
  ['a cycle', cyclic, 'self.again.0', /^refers back to itself/],
  ['a toJSON that answers with a bigint', { a: { toJSON: () => 1n } }, 'a', /^is a bigint/],
  ['a toJSON that answers with a Map', { a: { toJSON: () => ({ b: new Map() }) } }, 'a.b', /^is a Map/],
]

for (const [name, value, path, message] of table) {
  test(`finds ${name} and says where it is`, () => {
    const issue = findUnspeakable(value)
    assert.equal(issue?.path, path)
    assert.match(issue?.message ?? '', message)
  })
}

test('gives up beyond the depth that PHP reads, instead of running out of stack', () => {
  const nested = (levels: number) => {
    let value: unknown = 1
    for (let level = 0; level < levels; level++) value = [value]
    return value
  }
  assert.equal(findUnspeakable(nested(512)), undefined)
  assert.match(findUnspeakable(nested(513))?.message ?? '', /^is nested deeper than 512 levels/)
  assert.match(findUnspeakable(nested(100_000))?.message ?? '', /^is nested deeper than 512 levels/)
})
