import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { createSchema, runSchema, type SchemaResult, type StandardSchema } from '../../src/schema/standard-schema.ts'
import { thrown } from '../support/thrown.ts'

const even = createSchema<number, number>((value) =>
  typeof value === 'number' && value % 2 === 0 ? { value } : { issues: [{ message: 'must be even' }] },
)

test('makes a Standard Schema of a function', () => {
  assert.deepEqual(runSchema(even, 2), { value: 2 })
  assert.deepEqual(runSchema(even, 3), { issues: [{ path: '', message: 'must be even' }] })
  assert.equal(even['~standard'].version, 1)
})

test('is a Standard Schema, as those of a library are', () => {
  const theirs = v.custom<number>((value) => typeof value === 'number' && value % 2 === 0, 'must be even')
  for (const value of [2, 3, 'x']) assert.deepEqual(runSchema(even, value), runSchema(theirs, value))
})

const foreign = <Output>(validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>) =>
  ({ '~standard': { version: 1, vendor: 'someone else', validate } }) satisfies StandardSchema<unknown, Output>

test('returns the value that a schema made', () => {
  const schema = foreign((value) => ({ value: String(value).toUpperCase() }))
  assert.deepEqual(runSchema(schema, 'usdt'), { value: 'USDT' })
})

test('returns each issue with its path, however the path is written', () => {
  const symbol = Symbol('inner')
  const schema = foreign(() => ({
    issues: [
      { message: 'is wrong' },
      { message: 'is wrong', path: ['list', 0, 'name'] },
      { message: 'is wrong', path: [{ key: 'list' }, { key: 1 }, symbol] },
    ],
  }))
  assert.deepEqual(runSchema(schema, {}), {
    issues: [
      { path: '', message: 'is wrong' },
      { path: 'list.0.name', message: 'is wrong' },
      { path: 'list.1.Symbol(inner)', message: 'is wrong' },
    ],
  })
})

test('runs a schema of valibot', () => {
  const schema = v.object({ a: v.object({ b: v.string('must be text') }) })
  assert.deepEqual(runSchema(schema, { a: { b: 'x' } }), { value: { a: { b: 'x' } } })
  assert.deepEqual(runSchema(schema, { a: { b: 1 } }), {
    issues: [{ path: 'a.b', message: 'must be text' }],
  })
})

test('refuses a schema that returns a promise', () => {
  const { option } = thrown('config', () =>
    runSchema(
      foreign(async () => ({ value: 1 })),
      1,
    ),
  )
  assert.equal(option, 'schema')
})

test('refuses a promise of another kind too, instead of taking it for a value', () => {
  // biome-ignore lint/suspicious/noThenProperty: a promise from another realm is no instance of this one's Promise
  const promise = { then: () => undefined } as unknown as Promise<SchemaResult<number>>
  thrown('config', () =>
    runSchema(
      foreign(() => promise),
      1,
    ),
  )
})
