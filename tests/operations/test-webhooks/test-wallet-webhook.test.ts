import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWalletWebhook } from '../../../src/operations/test-webhooks/test-wallet-webhook.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

const table = paramTables['testWebhooks.wallet']

checkParams(testWalletWebhook, { ...table, result: [] })

test('testWebhooks.wallet reports paid unless something else is said', async () => {
  const { sent, promise } = runWith(testWalletWebhook, { ...table.valid, status: undefined }, [])
  assert.deepEqual(await promise, [])
  assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), { ...table.valid, status: 'paid' })
})
