import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordRefParams } from '../../../src/operations/shared/record-ref.ts'
import { orderIdParam } from '../../../src/schema/param-fields.ts'
import { runSchema } from '../../../src/schema/run-schema.ts'

const fits = (params: object, schema = recordRefParams()) => runSchema(schema, params).ok

test('takes one of the two names, and nothing beside it', () => {
  assert.ok(fits({ uuid: 'u' }))
  assert.ok(fits({ order_id: 'o' }))
  for (const params of [{}, { uuid: 'u', order_id: 'o' }, { uuid: 'u', more: 1 }]) assert.ok(!fits(params))
})

test('an order_id has up to 128 characters, or what is said', () => {
  assert.ok(fits({ order_id: 'x'.repeat(128) }))
  assert.ok(!fits({ order_id: 'x'.repeat(129) }))
  const short = recordRefParams(orderIdParam(32))
  assert.ok(fits({ order_id: 'x'.repeat(32) }, short))
  assert.ok(!fits({ order_id: 'x'.repeat(33) }, short))
})
