import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPaymentWebhook, testPayoutWebhook, testWalletWebhook } from '../../src/operations/test-webhooks.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { runWith } from '../support/run-with.ts'

const given = { url_callback: 'https://shop.example/hook', currency: 'USDT', network: 'tron' }

for (const [what, schema] of [
  ['an invoice', testPaymentWebhook.params],
  ['a wallet', testWalletWebhook.params],
  ['a payout', testPayoutWebhook.params],
] as const) {
  test(`the status of a test webhook about ${what} is paid where none is given`, () => {
    const value = { ...given, status: 'paid' }
    assert.deepEqual(runSchema(schema, given), { value })
    assert.deepEqual(runSchema(schema, { ...given, status: undefined }), { value })
    assert.deepEqual(runSchema(schema, { ...given, status: 'fail' }), { value: { ...given, status: 'fail' } })
  })

  test(`a test webhook about ${what} names not more than one record`, () => {
    assert.ok(!runSchema(schema, { ...given, uuid: 'u' }).issues)
    assert.ok(!runSchema(schema, { ...given, order_id: 'o' }).issues)
    assert.deepEqual(runSchema(schema, { ...given, uuid: 'u', order_id: 'o' }), {
      issues: [{ path: 'order_id', message: 'must not be given together with uuid; keep one of them' }],
    })
  })
}

test('a payout cannot be paid over or refunded, and the message lists the statuses', () => {
  for (const status of ['paid_over', 'refund_paid']) {
    assert.ok(!runSchema(testPaymentWebhook.params, { ...given, status }).issues)
    assert.deepEqual(runSchema(testPayoutWebhook.params, { ...given, status }), {
      issues: [{ path: 'status', message: 'must be one of: process, check, paid, fail, cancel, system_fail' }],
    })
  }
})

for (const operation of [testPaymentWebhook, testPayoutWebhook, testWalletWebhook]) {
  test(`${operation.id} reports paid unless something else is said`, async () => {
    const { sent, promise } = runWith(operation, { ...given, status: undefined }, [])
    assert.deepEqual(await promise, [])
    assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...given, status: 'paid' })
  })
}
