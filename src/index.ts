export { createCaller } from './call/create-caller.ts'
export type { ClientOptions } from './call/types.ts'
export { type Bound, type BoundGroup, type Client, createClient } from './client.ts'
export { type EnvSettings, type GatewayId, readEnv } from './env.ts'
export { isCryptomusError } from './errors/is-cryptomus-error.ts'
export { type Settled, settle } from './errors/settle.ts'
export type {
  CallFields,
  CryptomusError,
  ErrorFields,
  ErrorKind,
  Issue,
  Outcome,
  WebhookReason,
} from './errors/types.ts'
export { cryptomus } from './gateways/cryptomus.ts'
export { heleket } from './gateways/heleket.ts'
export type { Gateway, HeaderRequest, KeyRole } from './gateways/types.ts'
export type { Log, Logger } from './logging/types.ts'
export { addAmounts } from './money/add-amounts.ts'
export { compareAmounts } from './money/compare-amounts.ts'
export { subtractAmounts } from './money/subtract-amounts.ts'
export { defineOperation } from './operations/define-operation.ts'
export * from './operations/index.ts'
export { items } from './operations/items.ts'
export { type PageParams, type PagingOptions, pages } from './operations/pages.ts'
export type { Nothing } from './operations/shared/nothing.ts'
export type { ListParams, Page, Paginate } from './operations/shared/paging.ts'
export type { QrCode } from './operations/shared/qr-code.ts'
export type { RecordRef } from './operations/shared/record-ref.ts'
export type { Service, ServiceCommission, ServiceLimit } from './operations/shared/service.ts'
export type {
  CallArguments,
  Caller,
  CallOptions,
  Operation,
  OperationInfo,
  OperationSpec,
  Repeatable,
  Signal,
} from './operations/types.ts'
export type { SchemaIssue, SchemaResult, StandardSchema } from './schema/standard-schema.ts'
export * from './signing/index.ts'
export type { PaymentStatus, PayoutStatus } from './status/types.ts'
export * from './stores/index.ts'
export { compose } from './transport/compose.ts'
export type { RetryBudget } from './transport/create-retry-budget.ts'
export type {
  ApiRequest,
  ApiResponse,
  Fetch,
  FetchInit,
  Middleware,
  ResponseLike,
  Send,
} from './transport/types.ts'
export { withDeadline } from './transport/with-deadline.ts'
export { withLogger } from './transport/with-logger.ts'
export { type RetryNote, type RetryOptions, withRetry } from './transport/with-retry.ts'
export { type CallRecord, withTelemetry } from './transport/with-telemetry.ts'
export * from './webhooks/index.ts'
