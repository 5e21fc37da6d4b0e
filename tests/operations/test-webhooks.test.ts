import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPaymentParams, testPayoutParams } from '../../src/operations/test-webhooks.ts'
import { runSchema } from '../../src/schema/run-schema.ts'

const given = { url_callback: 'https://shop.example/hook', currency: 'USDT', network: 'tron' }

for (const [what, schema] of [
  ['an invoice or a wallet', testPaymentParams],
  ['a payout', testPayoutParams],
] as const) {
  test(`the status of a test webhook about ${what} is paid where none is given`, () => {
    const value = { ...given, status: 'paid' }
    assert.deepEqual(runSchema(schema, given), { ok: true, value })
    assert.deepEqual(runSchema(schema, { ...given, status: undefined }), { ok: true, value })
    assert.deepEqual(runSchema(schema, { ...given, status: 'fail' }), { ok: true, value: { ...given, status: 'fail' } })
  })

  test(`a test webhook about ${what} names one record at most`, () => {
    assert.ok(runSchema(schema, { ...given, uuid: 'u' }).ok)
    assert.ok(runSchema(schema, { ...given, order_id: 'o' }).ok)
    assert.deepEqual(runSchema(schema, { ...given, uuid: 'u', order_id: 'o' }), {
      ok: false,
      issues: [{ path: 'order_id', message: 'must not be given together with uuid; keep one of them' }],
    })
  })
}

test('a payout cannot be paid over or refunded, and says what it can be', () => {
  for (const status of ['paid_over', 'refund_paid']) {
    assert.ok(runSchema(testPaymentParams, { ...given, status }).ok)
    assert.deepEqual(runSchema(testPayoutParams, { ...given, status }), {
      ok: false,
      issues: [{ path: 'status', message: 'must be one of: process, check, paid, fail, cancel, system_fail' }],
    })
  }
})
