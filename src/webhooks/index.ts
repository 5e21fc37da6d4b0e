export type { Scheme } from '../signing/types.ts'
export { mergeStatus } from '../status/status.ts'
export type { LambdaEvent, LambdaHandler, LambdaRequestContext, LambdaResult } from './adapters/lambda-types.ts'
export type { NodeListener, NodeRequest, NodeResponse } from './adapters/node-types.ts'
export { toLambdaHandler } from './adapters/to-lambda-handler.ts'
export { toNodeListener } from './adapters/to-node-listener.ts'
export { type AmountDue, amountDue } from './amount-due.ts'
export { bodySign } from './body-sign.ts'
export { explainWebhook, type WebhookDiagnosis } from './explain-webhook.ts'
export { fromParsedBody } from './from-parsed-body.ts'
export { createWebhookHandler } from './handler/create-webhook-handler.ts'
export type { EventHandler, HandlerContext, WebhookHandlers } from './handler/handler-map.ts'
export type { WebhookRecord, WebhookResult } from './handler/results.ts'
export type {
  DeliveryContext,
  ExpectedAmount,
  RecordReader,
  WebhookHandle,
  WebhookHandlerOptions,
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
  WebhookConversion,
  WebhookEvent,
  WebhookKeys,
} from './types.ts'
export { verifyWebhook } from './verify-webhook.ts'
