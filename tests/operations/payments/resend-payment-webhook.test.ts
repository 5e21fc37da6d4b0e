import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resendPaymentWebhook } from '../../../src/operations/payments/resend-payment-webhook.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

checkParams(resendPaymentWebhook, { ...paramTables['payments.resendWebhook'], result: [] })

test('an answer to payments.resendWebhook goes through unchanged', async () => {
  for (const result of [[], true, null]) {
    assert.deepEqual(await runWith(resendPaymentWebhook, { txid: 'ab12' }, result).promise, result)
  }
})
