import { testPaymentWebhook } from './test-payment-webhook.ts'
import { testPayoutWebhook } from './test-payout-webhook.ts'
import { testWalletWebhook } from './test-wallet-webhook.ts'

/** Webhooks for trying out your endpoint. */
export const testWebhooks = {
  /** Has a test webhook about an invoice sent to you. */
  payment: testPaymentWebhook,
  /** Has a test webhook about a static wallet sent to you. */
  wallet: testWalletWebhook,
  /** Has a test webhook about a payout sent to you. */
  payout: testPayoutWebhook,
} as const

export type { TestPaymentStatus, TestPayoutStatus, TestWebhookParams } from '../test-webhooks.ts'
export { testPaymentWebhook, testPayoutWebhook, testWalletWebhook }
