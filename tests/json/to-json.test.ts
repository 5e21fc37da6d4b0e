import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toJson } from '../../src/json/to-json.ts'
import { thrown } from '../tools/thrown.ts'

test('serialises compactly and leaves out what is undefined', () => {
  assert.equal(toJson({ amount: '15', note: undefined, list: [1, null] }), '{"amount":"15","list":[1,null]}')
})

test('takes what an object says of itself', () => {
  assert.equal(toJson({ at: new Date(0) }), '{"at":"1970-01-01T00:00:00.000Z"}')
})

const cyclic: Record<string, unknown> = {}
cyclic.order = { parent: cyclic }

const table: readonly (readonly [string, object, string])[] = [
  ['a bigint', { order: { amount: 15n } }, 'amount'],
  ['a cycle', cyclic, 'payload'],
  ['a function', { on: [() => 1] }, '0'],
  ['a symbol', { order: Symbol('s') }, 'order'],
  ['NaN', { amount: Number.NaN }, 'amount'],
  ['a Map', { order: new Map() }, 'order'],
]

for (const [name, value, path] of table) {
  test(`refuses ${name} with a validation error that names the place`, () => {
    const { message, issues, outcome } = thrown('validation', () => toJson(value))
    assert.equal(issues.length, 1)
    assert.equal(issues[0]?.path, path)
    assert.ok(message.startsWith(`${path} `))
    assert.equal(outcome, 'not_sent')
  })
}

test('refuses a payload that is itself such a thing', () => {
  assert.match(thrown('validation', () => toJson(new Map())).message, /^payload is a Map, which JSON cannot express/)
})

test('refuses a payload of which its own toJSON leaves nothing', () => {
  const vanishing = { toJSON: () => undefined }
  assert.deepEqual(thrown('validation', () => toJson(vanishing)).issues[0]?.path, 'payload')
})
