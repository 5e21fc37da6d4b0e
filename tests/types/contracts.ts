import type * as kit from '../../src/index.ts'
import type { OperationId, OperationOf } from '../support/operation-id.ts'
import type { Equal, Expect } from './equal.ts'

// Compiled, never run. What each operation takes and answers, by its standalone twin and by the member of a client.

type None = Readonly<Record<string, never>>

interface Contracts {
  'payments.create': [typeof kit.createPayment, kit.CreatePaymentParams, kit.Payment]
  'payments.get': [typeof kit.getPayment, kit.RecordRef, kit.Payment]
  'payments.list': [typeof kit.listPayments, kit.ListParams, kit.Page<kit.Payment>]
  'payments.refund': [typeof kit.refundPayment, kit.RefundPaymentParams, kit.EmptyResult]
  'payments.resendWebhook': [typeof kit.resendPaymentWebhook, kit.ResendPaymentWebhookParams, kit.EmptyResult]
  'payments.markAsPaid': [typeof kit.markPaymentAsPaid, kit.RecordRef, kit.MarkPaymentAsPaidResult]
  'payments.createQr': [typeof kit.createPaymentQr, kit.CreatePaymentQrParams, kit.QrCode]
  'payments.listServices': [typeof kit.listPaymentServices, None, readonly kit.Service[]]
  'wallets.create': [typeof kit.createWallet, kit.CreateWalletParams, kit.StaticWallet]
  'wallets.block': [typeof kit.blockWallet, kit.BlockWalletParams, kit.BlockedWallet]
  'wallets.refundBlocked': [typeof kit.refundBlockedWallet, kit.RefundBlockedWalletParams, kit.WalletRefund]
  'wallets.createQr': [typeof kit.createWalletQr, kit.CreateWalletQrParams, kit.QrCode]
  'payouts.create': [typeof kit.createPayout, kit.CreatePayoutParams, kit.Payout]
  'payouts.get': [typeof kit.getPayout, kit.RecordRef, kit.Payout]
  'payouts.list': [typeof kit.listPayouts, kit.ListParams, kit.PayoutPage]
  'payouts.listServices': [typeof kit.listPayoutServices, None, readonly kit.Service[]]
  'payouts.calculate': [typeof kit.calculatePayout, kit.CalculatePayoutParams, kit.PayoutCalculation]
  'transfers.toPersonal': [typeof kit.transferToPersonal, kit.TransferParams, kit.Transfer]
  'transfers.toBusiness': [typeof kit.transferToBusiness, kit.TransferParams, kit.Transfer]
  'recurrences.create': [typeof kit.createRecurrence, kit.CreateRecurrenceParams, kit.Recurrence]
  'recurrences.get': [typeof kit.getRecurrence, kit.RecordRef, kit.Recurrence]
  'recurrences.list': [typeof kit.listRecurrences, kit.ListRecurrencesParams, kit.Page<kit.Recurrence>]
  'recurrences.cancel': [typeof kit.cancelRecurrence, kit.RecordRef, kit.Recurrence]
  'discounts.list': [typeof kit.listDiscounts, None, readonly kit.Discount[]]
  'discounts.set': [typeof kit.setDiscount, kit.SetDiscountParams, kit.Discount]
  'balance.get': [typeof kit.getBalance, None, readonly kit.BalanceEntry[]]
  'rates.list': [typeof kit.listRates, kit.ListRatesParams, readonly kit.Rate[]]
  'testWebhooks.payment': [typeof kit.testPaymentWebhook, kit.TestWebhookParams<kit.TestPaymentStatus>, kit.EmptyResult]
  'testWebhooks.wallet': [typeof kit.testWalletWebhook, kit.TestWebhookParams<kit.TestPaymentStatus>, kit.EmptyResult]
  'testWebhooks.payout': [typeof kit.testPayoutWebhook, kit.TestWebhookParams<kit.TestPayoutStatus>, kit.EmptyResult]
  'amlLinks.list': [typeof kit.listAmlLinks, kit.RecordRef, readonly kit.AmlLink[]]
}

type MemberOf<Id> = Id extends `${infer Group extends Exclude<keyof kit.Client, 'call'>}.${infer Member}`
  ? kit.Client[Group][Member & keyof kit.Client[Group]]
  : never

/** The twin is the declared operation, it is the one of the group, and the member is the twin with its caller filled in. */
type Proof<Id extends OperationId> = Contracts[Id] extends [infer Twin, infer Params, infer Result]
  ? [
      Equal<Twin, kit.Operation<Params, Result>>,
      Equal<OperationOf<Id>, Twin>,
      Equal<MemberOf<Id>, (...args: kit.CallArguments<Params>) => Promise<Result>>,
    ]
  : never

export type Proofs = [
  Expect<Equal<keyof Contracts, OperationId>>,
  Expect<Equal<{ [Id in OperationId]: Proof<Id> }, { [Id in OperationId]: [true, true, true] }>>,
]
