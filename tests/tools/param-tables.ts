import type { ParamTable } from './check-params.ts'
import type { OperationId } from './operation-id.ts'
import { createPaymentTable } from './params/create-payment.ts'
import { listRecurrencesTable, listTable } from './params/lists.ts'
import { createPaymentQrTable, refundPaymentTable, resendPaymentWebhookTable } from './params/payments.ts'
import { calculatePayoutTable, createPayoutTable } from './params/payouts.ts'
import { createRecurrenceTable } from './params/recurrences.ts'
import { nothingTable, refTable } from './params/rows.ts'
import { listRatesTable, setDiscountTable, transferTable } from './params/small.ts'
import { testPaymentTable, testPayoutTable } from './params/test-webhooks.ts'
import { blockWalletTable, createWalletQrTable, createWalletTable, refundBlockedWalletTable } from './params/wallets.ts'

/** The params that each operation takes and refuses; an operation that is missing does not compile. */
export const paramTables: Readonly<Record<OperationId, ParamTable>> = {
  'payments.create': createPaymentTable,
  'payments.get': refTable(128),
  'payments.list': listTable,
  'payments.refund': refundPaymentTable,
  'payments.resendWebhook': resendPaymentWebhookTable,
  'payments.markAsPaid': refTable(128),
  'payments.createQr': createPaymentQrTable,
  'payments.listServices': nothingTable,
  'wallets.create': createWalletTable,
  'wallets.block': blockWalletTable,
  'wallets.refundBlocked': refundBlockedWalletTable,
  'wallets.createQr': createWalletQrTable,
  'payouts.create': createPayoutTable,
  'payouts.get': refTable(32),
  'payouts.list': listTable,
  'payouts.listServices': nothingTable,
  'payouts.calculate': calculatePayoutTable,
  'transfers.toPersonal': transferTable,
  'transfers.toBusiness': transferTable,
  'recurrences.create': createRecurrenceTable,
  'recurrences.get': refTable(128),
  'recurrences.list': listRecurrencesTable,
  'recurrences.cancel': refTable(128),
  'discounts.list': nothingTable,
  'discounts.set': setDiscountTable,
  'balance.get': nothingTable,
  'rates.list': listRatesTable,
  'testWebhooks.payment': testPaymentTable,
  'testWebhooks.wallet': testPaymentTable,
  'testWebhooks.payout': testPayoutTable,
  'amlLinks.list': refTable(128),
}
