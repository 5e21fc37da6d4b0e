import { createPayment } from './create-payment.ts'
import { getPayment } from './get-payment.ts'
import { listPaymentServices } from './list-payment-services.ts'
import { listPayments } from './list-payments.ts'

/** Operations on invoices. */
export const payments = {
  /** Creates an invoice and returns it with its payment page. */
  create: createPayment,
  /** Reads one invoice, by the gateway's `uuid` or by your own `order_id`. */
  get: getPayment,
  /** Reads one page of your invoices. */
  list: listPayments,
  /** Reads which currencies and networks can be paid in, with their limits and fees. */
  listServices: listPaymentServices,
} as const

export type { CourseSource, CreatePaymentParams, CurrencyChoice } from './create-payment.ts'
export type { Conversion, Payment } from './payment.ts'
export { createPayment, getPayment, listPaymentServices, listPayments }
