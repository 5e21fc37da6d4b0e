import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { readEntries, toIssue } from '../../src/schema/standard-schema.ts'

const entries = Object.entries({
  amount: v.string('must be text'),
  note: v.optional(v.string('must be text'), 'none'),
  inner: v.optional(v.object({ id: v.string('must be text') })),
})

test('reads what is declared, copies the rest, and fills in defaults', () => {
  assert.deepEqual(readEntries(entries, { amount: '1', more: [2] }, 'is required'), {
    value: { amount: '1', note: 'none', more: [2] },
  })
})

test('returns the object itself when there is nothing to change, and never changes it', () => {
  const good = { amount: '1', note: 'mine', more: [2] }
  assert.equal((readEntries(entries, good, 'is required') as { value: unknown }).value, good)
  const lacking = Object.freeze({ amount: '1' })
  assert.deepEqual(readEntries(entries, lacking, 'is required'), { value: { amount: '1', note: 'none' } })
})

test('leaves absent what was absent, and undefined what was undefined', () => {
  const { value } = { value: undefined, ...readEntries(entries, { amount: '1', inner: undefined }, 'is required') }
  assert.deepEqual(Object.keys(value ?? {}), ['amount', 'inner', 'note'])
})

test('reports an absence with the given message and a wrong value with its own, with the path', () => {
  const { issues = [] } = readEntries(entries, { note: 1, inner: { id: 7 } }, 'is required')
  assert.deepEqual(issues.map(toIssue), [
    { path: 'amount', message: 'is required' },
    { path: 'note', message: 'must be text' },
    { path: 'inner.id', message: 'must be text' },
  ])
})

test('copies a member called __proto__ without touching the prototype', () => {
  const given = JSON.parse('{"amount":"1","__proto__":{"polluted":true}}')
  const { value } = { value: undefined, ...readEntries(entries, given, 'is required') }
  assert.ok(Object.hasOwn(value ?? {}, '__proto__'))
  assert.equal((value as { polluted?: unknown }).polluted, undefined)
})
