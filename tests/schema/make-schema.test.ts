import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { makeSchema } from '../../src/schema/make-schema.ts'
import { runSchema } from '../../src/schema/run-schema.ts'

const even = makeSchema<number, number>((value) =>
  typeof value === 'number' && value % 2 === 0 ? { value } : { issues: [{ message: 'must be even' }] },
)

test('makes a Standard Schema of a function', () => {
  assert.deepEqual(runSchema(even, 2), { ok: true, value: 2 })
  assert.deepEqual(runSchema(even, 3), { ok: false, issues: [{ path: '', message: 'must be even' }] })
  assert.equal(even['~standard'].version, 1)
})

test('speaks the same language as the schemas of a library', () => {
  const theirs = v.custom<number>((value) => typeof value === 'number' && value % 2 === 0, 'must be even')
  for (const value of [2, 3, 'x']) assert.deepEqual(runSchema(even, value), runSchema(theirs, value))
})
