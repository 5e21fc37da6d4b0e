import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serviceList } from '../../src/operations/shared.ts'
import { runSchema } from '../../src/schema/run-schema.ts'
import { serviceSample } from '../tools/samples.ts'

const schema = serviceList

test('services go through as they came, with fields that are not declared', () => {
  const services = [serviceSample, { ...serviceSample, network: 'BSC', is_enabled: true }]
  assert.deepEqual(runSchema(schema, services), { ok: true, value: services })
})

test('numbers in limits and fees become decimal strings, and other spellings of yes become true', () => {
  const drifted = {
    ...serviceSample,
    is_available: 1,
    limit: { min_amount: 0.5, max_amount: 1e21 },
    commission: { fee_amount: 1e-7, percent: 0.4 },
  }
  const mended = {
    ...serviceSample,
    limit: { min_amount: '0.5', max_amount: '1000000000000000000000' },
    commission: { fee_amount: '0.0000001', percent: '0.4' },
  }
  assert.deepEqual(runSchema(schema, [drifted]), { ok: true, value: [mended] })
})

test('an empty list is a list, and an object is none', () => {
  assert.deepEqual(runSchema(schema, []), { ok: true, value: [] })
  assert.deepEqual(runSchema(schema, {}), { ok: false, issues: [{ path: '', message: 'is not a list' }] })
})
