import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nothing } from '../../../src/operations/shared/nothing.ts'
import { runSchema } from '../../../src/schema/run-schema.ts'

for (const value of [[], {}, null, true, undefined, '', { amount: '1' }]) {
  test(`${JSON.stringify(value)} stands for nothing`, () => {
    assert.deepEqual(runSchema(nothing, value), { ok: true, value })
  })
}
