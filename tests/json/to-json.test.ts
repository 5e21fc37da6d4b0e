import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findUnserializable, toJson } from '../../src/json/to-json.ts'
import { thrown } from '../support/thrown.ts'

test('serialises compactly and leaves out what is undefined', () => {
  assert.equal(toJson({ amount: '15', note: undefined, list: [1, null] }), '{"amount":"15","list":[1,null]}')
})

test('takes what an object says of itself', () => {
  assert.equal(toJson({ at: new Date(0) }), '{"at":"1970-01-01T00:00:00.000Z"}')
})

const cyclic: Record<string, unknown> = {}
cyclic.order = { parent: cyclic }

const unserializablePayloads: readonly (readonly [string, object, string])[] = [
  ['a bigint', { order: { amount: 15n } }, 'amount'],
  ['a cycle', cyclic, 'payload'],
  ['a function', { on: [() => 1] }, '0'],
  ['a symbol', { order: Symbol('s') }, 'order'],
  ['NaN', { amount: Number.NaN }, 'amount'],
  ['a Map', { order: new Map() }, 'order'],
]

for (const [name, value, path] of unserializablePayloads) {
  test(`refuses ${name} with a validation error that names the place`, () => {
    const { message, issues, outcome } = thrown('validation', () => toJson(value))
    assert.equal(issues.length, 1)
    assert.equal(issues[0]?.path, path)
    assert.ok(message.startsWith(`${path} `))
    assert.equal(outcome, 'not_sent')
  })
}

for (const [what, value, path] of [
  ['a member', { note: 'thanks 😀'.slice(0, 8) }, 'note'],
  ['a member among others that are plain', { amount: '15', note: '\ude00', is_test: true }, 'note'],
  ['a nested member', { order: { items: ['x', { note: 'a\ud83cb' }] } }, 'note'],
  ['an item', { list: ['fine', '\ude00\ud83d'] }, '1'],
  ['a name', { 'a\ud83c': 1 }, 'a\ud83c'],
  ['a name beside a number', { 'a\ud83c': 1, b: 2 }, 'a\ud83c'],
] as const) {
  test(`refuses half of a character in ${what}, by its name`, () => {
    const { issues, outcome } = thrown('validation', () => toJson(value))
    assert.deepEqual(issues, [{ path, message: 'holds half a character' }])
    assert.equal(outcome, 'not_sent')
  })
}

test('writes whole characters, and texts that look like an escaped half, as they are', () => {
  for (const note of ['😀', '\\ud83c', '\ufffd', '漢字 \u2028']) {
    assert.deepEqual(JSON.parse(toJson({ note, list: [note] })), { note, list: [note] })
  }
})

test('refuses a payload that is itself such a thing', () => {
  assert.match(thrown('validation', () => toJson(new Map())).message, /^payload is a Map, which JSON cannot express/)
})

test('refuses a payload of which its own toJSON leaves nothing', () => {
  const vanishing = { toJSON: () => undefined }
  assert.deepEqual(thrown('validation', () => toJson(vanishing)).issues[0]?.path, 'payload')
})

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
  for (const value of values) assert.equal(findUnserializable(value), undefined)
})

const selfReference: Record<string, unknown> = {}
selfReference.self = { again: [selfReference] }

const unserializableValues: readonly (readonly [string, unknown, string, RegExp])[] = [
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
  ['a cycle', selfReference, 'self.again.0', /^refers back to itself/],
  ['a toJSON that answers with a bigint', { a: { toJSON: () => 1n } }, 'a', /^is a bigint/],
  ['a toJSON that answers with a Map', { a: { toJSON: () => ({ b: new Map() }) } }, 'a.b', /^is a Map/],
]

for (const [name, value, path, message] of unserializableValues) {
  test(`finds ${name} and says where it is`, () => {
    const issue = findUnserializable(value)
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
  assert.equal(findUnserializable(nested(512)), undefined)
  assert.match(findUnserializable(nested(513))?.message ?? '', /^is nested deeper than 512 levels/)
  assert.match(findUnserializable(nested(100_000))?.message ?? '', /^is nested deeper than 512 levels/)
})
