import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPaymentWebhook } from '../../../src/operations/test-webhooks/test-payment-webhook.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

const table = paramTables['testWebhooks.payment']

checkParams(testPaymentWebhook, { ...table, result: [] })

test('testWebhooks.payment reports paid unless something else is said', async () => {
  const { sent, promise } = runWith(testPaymentWebhook, { ...table.valid, status: undefined }, [])
  assert.deepEqual(await promise, [])
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...table.valid, status: 'paid' })
})
