import { createPayment } from './create-payment.ts'
import {
  createPaymentQr,
  getPayment,
  listPaymentServices,
  listPayments,
  markPaymentAsPaid,
  refundPayment,
  resendPaymentWebhook,
} from './manage-payments.ts'

export type { CourseSource, CreatePaymentParams, CurrencyChoice } from './create-payment.ts'
export type {
  CreatePaymentQrParams,
  MarkPaymentAsPaidResult,
  RefundPaymentParams,
  ResendPaymentWebhookParams,
} from './manage-payments.ts'
export type { Conversion, Payment } from './payment.ts'
export {
  createPayment,
  createPaymentQr,
  getPayment,
  listPaymentServices,
  listPayments,
  markPaymentAsPaid,
  refundPayment,
  resendPaymentWebhook,
}

/** Operations on invoices. */
export const payments = {
  /** Creates an invoice and returns it with its payment page. */
  create: createPayment,
  /** Reads one invoice, by the gateway's `uuid` or by your own `order_id`. */
  get: getPayment,
  /** Reads one page of your invoices. */
  list: listPayments,
  /** Refunds a paid invoice in full. */
  refund: refundPayment,
  /** Has the webhook of a finished invoice sent again. */
  resendWebhook: resendPaymentWebhook,
  /** Has an underpaid invoice counted as paid; the gateway carries it out later. */
  markAsPaid: markPaymentAsPaid,
  /** Makes a QR code of the address that an invoice is paid to. */
  createQr: createPaymentQr,
  /** Reads which currencies and networks can be paid in, with their limits and fees. */
  listServices: listPaymentServices,
} as const
