import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPaymentWebhook, testPayoutWebhook, testWalletWebhook } from '../../src/operations/test-webhooks.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { paramTables } from '../fixtures/param-tables.ts'
import { checkParams, runWith } from '../support/check-params.ts'

const given = { url_callback: 'https://shop.example/hook', currency: 'USDT', network: 'tron' }

for (const [what, schema] of [
  ['an invoice', testPaymentWebhook.params],
  ['a wallet', testWalletWebhook.params],
  ['a payout', testPayoutWebhook.params],
] as const) {
  test(`the status of a test webhook about ${what} is paid where none is given`, () => {
    const value = { ...given, status: 'paid' }
    assert.deepEqual(runSchema(schema, given), { ok: true, value })
    assert.deepEqual(runSchema(schema, { ...given, status: undefined }), { ok: true, value })
    assert.deepEqual(runSchema(schema, { ...given, status: 'fail' }), { ok: true, value: { ...given, status: 'fail' } })
  })

  test(`a test webhook about ${what} names not more than one record`, () => {
    assert.ok(runSchema(schema, { ...given, uuid: 'u' }).ok)
    assert.ok(runSchema(schema, { ...given, order_id: 'o' }).ok)
    assert.deepEqual(runSchema(schema, { ...given, uuid: 'u', order_id: 'o' }), {
      ok: false,
      issues: [{ path: 'order_id', message: 'must not be given together with uuid; keep one of them' }],
    })
  })
}

test('a payout cannot be paid over or refunded, and the message lists the statuses', () => {
  for (const status of ['paid_over', 'refund_paid']) {
    assert.ok(runSchema(testPaymentWebhook.params, { ...given, status }).ok)
    assert.deepEqual(runSchema(testPayoutWebhook.params, { ...given, status }), {
      ok: false,
      issues: [{ path: 'status', message: 'must be one of: process, check, paid, fail, cancel, system_fail' }],
    })
  }
})

const table = paramTables['testWebhooks.payment']

checkParams(testPaymentWebhook, { ...table, result: [] })

test('testWebhooks.payment reports paid by default', async () => {
  const { sent, promise } = runWith(testPaymentWebhook, { ...table.valid, status: undefined }, [])
  assert.deepEqual(await promise, [])
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...table.valid, status: 'paid' })
})

const tableOfTestPayoutWebhook = paramTables['testWebhooks.payout']

checkParams(testPayoutWebhook, { ...tableOfTestPayoutWebhook, result: [] })

test('testWebhooks.payout reports paid by default', async () => {
  const { sent, promise } = runWith(testPayoutWebhook, { ...tableOfTestPayoutWebhook.valid, status: undefined }, [])
  assert.deepEqual(await promise, [])
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...tableOfTestPayoutWebhook.valid, status: 'paid' })
})

const tableOfTestWalletWebhook = paramTables['testWebhooks.wallet']

checkParams(testWalletWebhook, { ...tableOfTestWalletWebhook, result: [] })

test('testWebhooks.wallet reports paid by default', async () => {
  const { sent, promise } = runWith(testWalletWebhook, { ...tableOfTestWalletWebhook.valid, status: undefined }, [])
  assert.deepEqual(await promise, [])
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...tableOfTestWalletWebhook.valid, status: 'paid' })
})
