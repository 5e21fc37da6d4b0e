export type { Conversion } from '../operations/payments/payment.ts'
export type { Scheme } from '../signing/sign-payload.ts'
export { isPaid, mergeStatus } from '../status/status.ts'
export { toLambdaHandler } from './adapters/lambda-handler.ts'
export type { LambdaEvent, LambdaHandler, LambdaRequestContext, LambdaResult } from './adapters/lambda-types.ts'
export { toNodeListener } from './adapters/node-listener.ts'
export type { NodeListener, NodeRequest, NodeResponse } from './adapters/node-types.ts'
export { type AmountDue, amountDue } from './amount-due.ts'
export { explainWebhook, type WebhookDiagnosis } from './explain-webhook.ts'
export { fromParsedBody } from './from-parsed-body.ts'
export { createWebhookHandler } from './handler/create-webhook-handler.ts'
export type {
  CheckOptions,
  DeliveryContext,
  DeliveryReport,
  Difference,
  EventHandler,
  Expectation,
  ExpectedAmount,
  HandlerContext,
  RecordReader,
  WebhookEndpoint,
  WebhookHandle,
  WebhookHandlerOptions,
  WebhookHandlers,
  WebhookResult,
} from './handler/types.ts'
export { hmacSha256 } from './hmac-sha256.ts'
export { parseWebhook } from './parse-webhook.ts'
export { type SignWebhookOptions, signWebhook } from './sign-webhook.ts'
export type {
  EventFields,
  PaymentEvent,
  PaymentFields,
  PayoutEvent,
  WalletEvent,
  WebhookEvent,
  WebhookKeys,
} from './types.ts'
export { bodySign, verifyWebhook } from './verify-webhook.ts'
