import { defineOperation } from '../define-operation.ts'
import { type Nothing, nothing } from '../shared/nothing.ts'
import { type TestPaymentStatus, type TestWebhookParams, testPaymentParams } from '../test-webhooks.ts'

/**
 * Has a test webhook about an invoice sent to you.
 *
 * It is really signed, with your live payment key, and moves no money: never credit by a webhook alone.
 *
 * Source: doc.cryptomus.com, "Testing webhook".
 */
export const testPaymentWebhook = /* @__PURE__ */ defineOperation<TestWebhookParams<TestPaymentStatus>, Nothing>({
  id: 'testWebhooks.payment',
  method: 'POST',
  path: '/v1/test-webhook/payment',
  key: 'payment',
  repeatable: 'no',
  params: testPaymentParams,
  result: nothing,
})
