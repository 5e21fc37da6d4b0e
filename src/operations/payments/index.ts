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
  /** Creates an invoice and returns it with its payment page; a known `order_id` returns the existing invoice. */
  create: createPayment,
  /** Returns one invoice, by the gateway's `uuid` or by your own `order_id`. */
  get: getPayment,
  /** Returns one page of your invoices, up to 15. */
  list: listPayments,
  /** Refunds a paid invoice, at Cryptomus always in full; the client never sends it again by itself. */
  refund: refundPayment,
  /** Sends the webhook of a finished invoice again, up to ten times. */
  resendWebhook: resendPaymentWebhook,
  /** Marks an underpaid invoice as paid; the gateway accepts the request and carries it out later. */
  markAsPaid: markPaymentAsPaid,
  /** Returns a QR code of the address that an invoice is paid to. */
  createQr: createPaymentQr,
  /** Returns the currencies and networks that can be paid in, with their limits and fees. */
  listServices: listPaymentServices,
} as const
