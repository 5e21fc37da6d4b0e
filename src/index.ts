// The client

export type { ClientOptions } from './call/client-options.ts'
export { createCaller } from './call/create-caller.ts'
export { type Bound, type BoundGroup, type Client, createClient } from './client.ts'
export { type EnvSettings, type GatewayId, readEnv } from './env.ts'
export { cryptomus, heleket } from './gateways/gateways.ts'
export type { Gateway, HeaderRequest, KeyRole } from './gateways/types.ts'
export type { CallArguments, Caller, CallOptions, ResponseInfo } from './operations/types.ts'

// Flows

export { closePayout } from './flows/close-payout.ts'
export { ensurePayout } from './flows/ensure-payout.ts'
export { type OrderIdPart, payoutOrderId } from './flows/payout-order-id.ts'
export {
  type Reconciled,
  type ReconcileOptions,
  type ReconcilePaymentsOptions,
  reconcilePayments,
  reconcilePayouts,
} from './flows/reconcile.ts'
export { sendPayouts } from './flows/send-payouts.ts'
export type {
  EnsuredPayout,
  EnsurePayoutOptions,
  PayoutRow,
  PayoutsProgress,
  SendPayoutsOptions,
} from './flows/types.ts'
export { type WaitOptions, type WaitProgress, waitForPayment, waitForPayout } from './flows/wait-for.ts'

// Errors

export { isCryptomusError } from './errors/is-cryptomus-error.ts'
export { isNotFound } from './errors/is-not-found.ts'
export { type Settled, settle } from './errors/settle.ts'
export type {
  CallFields,
  CryptomusError,
  ErrorFields,
  ErrorKind,
  ExistingRecord,
  Issue,
  Outcome,
  RefusalReason,
  WebhookReason,
} from './errors/types.ts'

// Lists, money and statuses

export { addAmounts, compareAmounts, subtractAmounts } from './money/amounts.ts'
export {
  items,
  type ListParams,
  type Page,
  type PageParams,
  type Paginate,
  type PagingOptions,
  pages,
} from './operations/paging.ts'
export { isPaid, mergeStatus, type PaymentStatus, type PayoutStatus } from './status/status.ts'

// Signing

export {
  buildHeaders,
  type HeaderInput,
  type Payload,
  type Sign,
  type SignedHeaders,
  signPayload,
} from './signing/index.ts'

// Webhooks

export {
  type AmountDue,
  amountDue,
  bodySign,
  type CheckOptions,
  createWebhookHandler,
  type DeliveryContext,
  type DeliveryReport,
  type Difference,
  type EventFields,
  type EventHandler,
  type Expectation,
  type ExpectedAmount,
  explainWebhook,
  fromParsedBody,
  type HandlerContext,
  hmacSha256,
  type LambdaEvent,
  type LambdaHandler,
  type LambdaRequestContext,
  type LambdaResult,
  type NodeListener,
  type NodeRequest,
  type NodeResponse,
  type PaymentEvent,
  type PaymentFields,
  type PayoutEvent,
  parseWebhook,
  type RecordReader,
  type Scheme,
  type SignWebhookOptions,
  signWebhook,
  toLambdaHandler,
  toNodeListener,
  verifyWebhook,
  type WalletEvent,
  type WebhookDiagnosis,
  type WebhookEndpoint,
  type WebhookEvent,
  type WebhookHandle,
  type WebhookHandlerOptions,
  type WebhookHandlers,
  type WebhookKeys,
  type WebhookResult,
} from './webhooks/index.ts'

// Stores

export {
  type IoRedisClient,
  memoryStore,
  type NodeRedisClient,
  type PostgresQuery,
  type PostgresStoreOptions,
  postgresStore,
  postgresStoreSql,
  type RedisClient,
  type RedisStoreOptions,
  type RunSql,
  redisStore,
  type Store,
  type UpstashClient,
} from './stores/index.ts'

// Logging and middleware

export { type CallRecord, type Recorder, withTelemetry } from './call/telemetry.ts'
export type { ApiRequest, ApiResponse, Fetch, FetchInit, Middleware, ResponseLike, Send } from './call/types.ts'
export type { Log, Logger } from './logging/logger.ts'
export type { Signal } from './platform/types.ts'

// Operations of your own

export { defineOperation } from './operations/define-operation.ts'
export type { EmptyResult, QrCode, RecordRef, Service, ServiceCommission, ServiceLimit } from './operations/shared.ts'
export type { Operation, OperationInfo, OperationSpec, Repeatable } from './operations/types.ts'
export type { SchemaIssue, SchemaResult, StandardSchema } from './schema/standard-schema.ts'

// Operations, made by: node --import tsx tests/tools/make-reference.ts

export { type AmlLink, type AmlLinkStatus, listAmlLinks } from './operations/aml-links.ts'
export { type BalanceEntry, type Balances, getBalance, type WalletBalance } from './operations/balance.ts'
export { type Discount, listDiscounts, type SetDiscountParams, setDiscount } from './operations/discounts.ts'
export {
  type Conversion,
  type CourseSource,
  type CreatePaymentParams,
  type CreatePaymentQrParams,
  type CurrencyChoice,
  createPayment,
  createPaymentQr,
  getPayment,
  listPaymentServices,
  listPayments,
  type MarkPaymentAsPaidResult,
  markPaymentAsPaid,
  type Payment,
  type RefundPaymentParams,
  type ResendPaymentWebhookParams,
  refundPayment,
  resendPaymentWebhook,
} from './operations/payments/index.ts'
export {
  type CalculatePayoutParams,
  type CreatePayoutParams,
  calculatePayout,
  createPayout,
  getPayout,
  listPayoutServices,
  listPayouts,
  type Payout,
  type PayoutCalculation,
  type PayoutConversion,
  type PayoutCourseSource,
  type PayoutPage,
  type PayoutPriority,
} from './operations/payouts/index.ts'
export { type ListRatesParams, listRates, type Rate } from './operations/rates.ts'
export {
  type CreateRecurrenceParams,
  cancelRecurrence,
  createRecurrence,
  getRecurrence,
  type ListRecurrencesParams,
  listRecurrences,
  type Recurrence,
  type RecurrencePeriod,
  type RecurrenceStatus,
} from './operations/recurrences.ts'
export {
  type TestPaymentStatus,
  type TestPayoutStatus,
  type TestWebhookParams,
  testPaymentWebhook,
  testPayoutWebhook,
  testWalletWebhook,
} from './operations/test-webhooks.ts'
export { type Transfer, type TransferParams, transferToBusiness, transferToPersonal } from './operations/transfers.ts'
export {
  type BlockedWallet,
  type BlockWalletParams,
  blockWallet,
  type CreateWalletParams,
  type CreateWalletQrParams,
  createWallet,
  createWalletQr,
  type RefundBlockedWalletParams,
  refundBlockedWallet,
  type StaticWallet,
  type WalletRefund,
  type WalletStatus,
} from './operations/wallets.ts'

// End of the operations
