import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyResult, noParams, qrCodeReader, recordRefParams, serviceListReader } from '../../src/operations/shared.ts'
import { orderIdParam } from '../../src/schema/param-fields.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { serviceSample } from '../fixtures/shared.ts'
import { checkReading } from '../support/check-reading.ts'

const schema = serviceListReader()

test('services go through as they came, with fields that are not declared', () => {
  const services = [serviceSample, { ...serviceSample, network: 'BSC', is_enabled: true }]
  assert.deepEqual(runSchema(schema, services), { value: services })
})

test('numbers in limits and fees become decimal strings, and other forms of true become true', () => {
  const drifted = {
    ...serviceSample,
    is_available: 1,
    limit: { min_amount: 0.5, max_amount: 1e21 },
    commission: { fee_amount: 1e-7, percent: 0.4 },
  }
  const coerced = {
    ...serviceSample,
    limit: { min_amount: '0.5', max_amount: '1000000000000000000000' },
    commission: { fee_amount: '0.0000001', percent: '0.4' },
  }
  assert.deepEqual(runSchema(schema, [drifted]), { value: [coerced] })
})

test('an empty list is a list, and an object is none', () => {
  assert.deepEqual(runSchema(schema, []), { value: [] })
  assert.deepEqual(runSchema(schema, {}), { issues: [{ path: '', message: 'is not a list' }] })
})

test('no params fit an operation that takes none', () => {
  assert.deepEqual(runSchema(noParams(), {}), { value: {} })
})

test('a param is refused where none is taken', () => {
  const checked = runSchema(noParams(), { currency: 'USDT' })
  assert.ok(checked.issues)
  assert.equal(checked.issues[0]?.path, 'currency')
  assert.match(String(checked.issues[0]?.message), /is not known \(known are none\)/)
})

test('what is no object is refused', () => {
  for (const bad of [undefined, null, 7, 'USDT', true]) {
    assert.deepEqual(runSchema(noParams(), bad), { issues: [{ path: '', message: 'must be an object' }] })
  }
})

for (const value of [[], {}, null, true, undefined, '', { amount: '1' }]) {
  test(`${JSON.stringify(value)} is an empty result`, () => {
    assert.deepEqual(runSchema(emptyResult, value), { value })
  })
}

checkReading('a QR code', qrCodeReader(), {
  sample: { image: 'data:image/png;base64,iVBORw0KGgo=' },
  drift: [[{ image: 'iVBORw0KGgo=' }, { image: 'iVBORw0KGgo=' }]],
})

const fits = (params: object, schema = recordRefParams()) => !runSchema(schema, params).issues

test('takes one of the two names, and nothing beside it', () => {
  assert.ok(fits({ uuid: 'u' }))
  assert.ok(fits({ order_id: 'o' }))
  for (const params of [{}, { uuid: 'u', order_id: 'o' }, { uuid: 'u', more: 1 }]) assert.ok(!fits(params))
})

test('an order_id has up to 128 characters, or the given maximum', () => {
  assert.ok(fits({ order_id: 'x'.repeat(128) }))
  assert.ok(!fits({ order_id: 'x'.repeat(129) }))
  const short = recordRefParams(orderIdParam(32))
  assert.ok(fits({ order_id: 'x'.repeat(32) }, short))
  assert.ok(!fits({ order_id: 'x'.repeat(33) }, short))
})
