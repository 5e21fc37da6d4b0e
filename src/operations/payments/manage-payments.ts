import { flagParam, optionalParam, orderIdParam, textParam, uuidParam } from '../../schema/param-fields.ts'
import { exactlyOne, paramsSchema } from '../../schema/params-schema.ts'
import { flag, objectOf, text } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type ListParams, listParamEntries, type Page, pageEntries } from '../paging.ts'
import {
  type EmptyResult,
  emptyResult,
  type NoParams,
  noParams,
  type QrCode,
  qrCodeReader,
  type RecordRef,
  recordRefParams,
  type Service,
  serviceListReader,
} from '../shared.ts'
import { type Payment, paymentReader } from './payment.ts'

/** Which invoice's address to show. */
export interface CreatePaymentQrParams {
  /** The gateway's id of the invoice. */
  readonly merchant_payment_uuid: string
}

/**
 * Makes a QR code of the address that an invoice is paid to.
 *
 * Source: doc.cryptomus.com, "Generate a QR code" (invoice).
 */
export const createPaymentQr = /* @__PURE__ */ defineOperation<CreatePaymentQrParams, QrCode>({
  id: 'payments.createQr',
  method: 'POST',
  path: '/v1/payment/qr',
  key: 'payment',
  repeatable: 'reads',
  params: paramsSchema<CreatePaymentQrParams>({ merchant_payment_uuid: uuidParam }),
  result: qrCodeReader,
})

/**
 * Reads one invoice, by the gateway's `uuid` or by your own `order_id`.
 *
 * This, and not a webhook, is the proof that money arrived.
 *
 * Source: doc.cryptomus.com, "Payment information".
 */
export const getPayment = /* @__PURE__ */ defineOperation<RecordRef, Payment>({
  id: 'payments.get',
  method: 'POST',
  path: '/v1/payment/info',
  key: 'payment',
  repeatable: 'reads',
  params: recordRefParams(),
  result: paymentReader,
})

/**
 * Reads which currencies and networks can be paid in, with their limits and fees.
 *
 * Source: doc.cryptomus.com, "List of services" (payments).
 */
export const listPaymentServices = /* @__PURE__ */ defineOperation<NoParams, readonly Service[]>({
  id: 'payments.listServices',
  method: 'POST',
  path: '/v1/payment/services',
  key: 'payment',
  repeatable: 'reads',
  params: noParams,
  result: serviceListReader,
})

/**
 * Reads one page of your invoices.
 *
 * A page holds up to 15; `paginate.nextCursor` names the next one and is `null` on the last.
 *
 * Source: doc.cryptomus.com, "Payment history".
 */
export const listPayments = /* @__PURE__ */ defineOperation<ListParams, Page<Payment>>({
  id: 'payments.list',
  method: 'POST',
  path: '/v1/payment/list',
  key: 'payment',
  repeatable: 'reads',
  query: ['cursor'],
  params: paramsSchema<ListParams>(listParamEntries),
  result: objectOf<Page<Payment>>(pageEntries(paymentReader)),
})

/** Whether the gateway took the request. */
export interface MarkPaymentAsPaidResult {
  /** Whether it was taken. */
  readonly success: boolean
  /** The gateway's words. */
  readonly message: string
}

/**
 * Has an underpaid invoice counted as paid; the gateway carries it out later.
 *
 * Allowed for `wrong_amount_waiting` and `wrong_amount`. A webhook tells when it is done, without a `txid`.
 *
 * Source: doc.cryptomus.com, "Mark as paid".
 */
export const markPaymentAsPaid = /* @__PURE__ */ defineOperation<RecordRef, MarkPaymentAsPaidResult>({
  id: 'payments.markAsPaid',
  method: 'POST',
  path: '/v1/payment/mark-as-paid',
  key: 'payment',
  repeatable: 'no',
  params: recordRefParams(),
  result: objectOf<MarkPaymentAsPaidResult>({ success: flag, message: text }),
})

/** Which invoice to refund, and where to. */
export type RefundPaymentParams = RecordRef & {
  /** Address that gets the money. */
  readonly address: string
  /** Whether the fee is taken from your balance (`true`) or from what is refunded (`false`). */
  readonly is_subtract: boolean
}

/**
 * Refunds a paid invoice in full.
 *
 * Never sent twice by this package. The answer is empty; whether it worked shows in the invoice's `payment_status`, which
 * becomes `refund_process` and then `refund_paid` or `refund_fail`.
 *
 * Source: doc.cryptomus.com, "Refund". Heleket signs it with the payout key.
 */
export const refundPayment = /* @__PURE__ */ defineOperation<RefundPaymentParams, EmptyResult>({
  id: 'payments.refund',
  method: 'POST',
  path: '/v1/payment/refund',
  key: 'payment',
  repeatable: 'no',
  params: paramsSchema<RefundPaymentParams>(
    {
      uuid: optionalParam(uuidParam),
      order_id: optionalParam(orderIdParam(128)),
      address: textParam(1, 255),
      is_subtract: flagParam,
    },
    exactlyOne('uuid', 'order_id'),
  ),
  result: emptyResult,
})

/** Names the payment whose webhook is sent again; by `txid`, a single top-up of a static wallet. */
export type ResendPaymentWebhookParams =
  | (RecordRef & { readonly txid?: undefined })
  | {
      /** Hash of the transaction, 1 to 256 characters. */
      readonly txid: string
      readonly uuid?: undefined
      readonly order_id?: undefined
    }

/**
 * Has the webhook of a finished invoice sent again.
 *
 * Only for `paid`, `paid_over` and `wrong_amount`, only when the invoice has a `url_callback`, and at most ten times.
 *
 * Source: doc.cryptomus.com, "Resend webhook".
 */
export const resendPaymentWebhook = /* @__PURE__ */ defineOperation<ResendPaymentWebhookParams, EmptyResult>({
  id: 'payments.resendWebhook',
  method: 'POST',
  path: '/v2/payment/resend',
  key: 'payment',
  repeatable: 'no',
  params: paramsSchema<ResendPaymentWebhookParams>(
    {
      uuid: optionalParam(uuidParam),
      order_id: optionalParam(orderIdParam(128)),
      txid: optionalParam(textParam(1, 256)),
    },
    exactlyOne('uuid', 'order_id', 'txid'),
  ),
  result: emptyResult,
})
