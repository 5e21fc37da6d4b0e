import { defineOperation } from '../define-operation.ts'
import { type Nothing, nothing } from '../shared/nothing.ts'
import { type TestPayoutStatus, type TestWebhookParams, testPayoutParams } from '../test-webhooks.ts'

/**
 * Has a test webhook about a payout sent to you.
 *
 * It is really signed, with your live payout key, and moves no money: never credit by a webhook alone.
 *
 * Source: doc.cryptomus.com, "Testing webhook".
 */
export const testPayoutWebhook = /* @__PURE__ */ defineOperation<TestWebhookParams<TestPayoutStatus>, Nothing>({
  id: 'testWebhooks.payout',
  method: 'POST',
  path: '/v1/test-webhook/payout',
  key: 'payout',
  repeatable: 'no',
  params: testPayoutParams,
  result: nothing,
})
