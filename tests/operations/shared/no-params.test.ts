import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noParams } from '../../../src/operations/shared/no-params.ts'
import { runSchema } from '../../../src/schema/run-schema.ts'

test('no params fit an operation that takes none', () => {
  assert.deepEqual(runSchema(noParams, {}), { ok: true, value: {} })
})

test('a param is refused where none is taken', () => {
  const checked = runSchema(noParams, { currency: 'USDT' })
  assert.ok(!checked.ok)
  assert.equal(checked.issues[0]?.path, 'currency')
  assert.match(String(checked.issues[0]?.message), /is not known \(none are\)/)
})

test('what is no object is refused', () => {
  for (const bad of [undefined, null, 7, 'USDT', true]) {
    assert.deepEqual(runSchema(noParams, bad), { ok: false, issues: [{ path: '', message: 'must be an object' }] })
  }
})
