// Made from the groups by: node --import tsx tests/tools/make-reference.ts
export { type AmlLink, type AmlLinkStatus, listAmlLinks } from './aml-links/index.ts'
export { type BalanceEntry, type Balances, getBalance, type WalletBalance } from './balance/index.ts'
export { type Discount, listDiscounts, type SetDiscountParams, setDiscount } from './discounts/index.ts'
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
} from './payments/index.ts'
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
} from './payouts/index.ts'
export { type ListRatesParams, listRates, type Rate } from './rates/index.ts'
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
} from './recurrences/index.ts'
export {
  type TestPaymentStatus,
  type TestPayoutStatus,
  type TestWebhookParams,
  testPaymentWebhook,
  testPayoutWebhook,
  testWalletWebhook,
} from './test-webhooks/index.ts'
export { type Transfer, type TransferParams, transferToBusiness, transferToPersonal } from './transfers/index.ts'
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
} from './wallets/index.ts'
