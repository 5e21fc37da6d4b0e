export type { Scheme } from '../signing/types.ts'
export { mergeStatus } from '../status/merge-status.ts'
export { type AmountDue, amountDue } from './amount-due.ts'
export { bodySign } from './body-sign.ts'
export { explainWebhook, type WebhookDiagnosis } from './explain-webhook.ts'
export { fromParsedBody } from './from-parsed-body.ts'
export { hmacSha256 } from './hmac-sha256.ts'
export { parseWebhook } from './parse-webhook.ts'
export { type SignWebhookOptions, signWebhook } from './sign-webhook.ts'
export type {
  EventFields,
  PaymentEvent,
  PaymentFields,
  PayoutEvent,
  WalletEvent,
  WebhookConversion,
  WebhookEvent,
  WebhookKeys,
} from './types.ts'
export { verifyWebhook } from './verify-webhook.ts'
