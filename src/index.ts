export type { ClientOptions } from './call/client-options.ts'
export { compose } from './call/compose.ts'
export { createCaller } from './call/create-caller.ts'
export type { RetryBudget } from './call/retry-policy.ts'
export type {
  ApiRequest,
  ApiResponse,
  Fetch,
  FetchInit,
  Middleware,
  ResponseLike,
  Send,
} from './call/types.ts'
export { withDeadline } from './call/with-deadline.ts'
export { withLogger } from './call/with-logger.ts'
export { type RetryNote, type RetryOptions, withRetry } from './call/with-retry.ts'
export { type CallRecord, withTelemetry } from './call/with-telemetry.ts'
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
export type { Log, Logger } from './logging/logger.ts'
export { addAmounts } from './money/add-amounts.ts'
export { compareAmounts } from './money/amounts.ts'
export { subtractAmounts } from './money/subtract-amounts.ts'
export { defineOperation } from './operations/define-operation.ts'
export { items } from './operations/items.ts'
export { type PageParams, type PagingOptions, pages } from './operations/paging.ts'
export type { Nothing } from './operations/shared/nothing.ts'
export type { ListParams, Page, Paginate } from './operations/shared/paging.ts'
export type { QrCode } from './operations/shared/qr-code.ts'
export type { RecordRef } from './operations/shared/record-ref.ts'
export type { Service, ServiceCommission, ServiceLimit } from './operations/shared.ts'
export type {
  CallArguments,
  Caller,
  CallOptions,
  Operation,
  OperationInfo,
  OperationSpec,
  Repeatable,
} from './operations/types.ts'
export type { Signal } from './platform/types.ts'
export type { SchemaIssue, SchemaResult, StandardSchema } from './schema/standard-schema.ts'
export * from './signing/index.ts'
export type { PaymentStatus, PayoutStatus } from './status/types.ts'
export * from './stores/index.ts'
export * from './webhooks/index.ts'

// Operations, made by: node --import tsx tests/tools/make-reference.ts

export { type AmlLink, type AmlLinkStatus, listAmlLinks } from './operations/aml-links/index.ts'
export { type BalanceEntry, type Balances, getBalance, type WalletBalance } from './operations/balance/index.ts'
export { type Discount, listDiscounts, type SetDiscountParams, setDiscount } from './operations/discounts/index.ts'
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
export { type ListRatesParams, listRates, type Rate } from './operations/rates/index.ts'
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
} from './operations/recurrences/index.ts'
export {
  type TestPaymentStatus,
  type TestPayoutStatus,
  type TestWebhookParams,
  testPaymentWebhook,
  testPayoutWebhook,
  testWalletWebhook,
} from './operations/test-webhooks/index.ts'
export {
  type Transfer,
  type TransferParams,
  transferToBusiness,
  transferToPersonal,
} from './operations/transfers/index.ts'
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
} from './operations/wallets/index.ts'

// End of the operations
