import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPayoutWebhook } from '../../../src/operations/test-webhooks/test-payout-webhook.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

const table = paramTables['testWebhooks.payout']

checkParams(testPayoutWebhook, { ...table, result: [] })

test('testWebhooks.payout reports paid unless something else is said', async () => {
  const { sent, promise } = runWith(testPayoutWebhook, { ...table.valid, status: undefined }, [])
  assert.deepEqual(await promise, [])
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...table.valid, status: 'paid' })
})
