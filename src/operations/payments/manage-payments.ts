import {
  addressParam,
  amountParam,
  flagParam,
  optionalParam,
  orderIdParam,
  textParam,
  uuidParam,
} from '../../schema/param-fields.ts'
import { exactlyOne, paramsSchema } from '../../schema/params-schema.ts'
import { flag, objectOf, text } from '../../schema/result-fields.ts'
import { declareOperation } from '../define-operation.ts'
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

/**
 * Returns one invoice, by the gateway's `uuid` or by your own `order_id`.
 *
 * This, and not a webhook, is the proof that money arrived.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payments/payment-information (Payment information)
 */
export const getPayment = /* @__PURE__ */ declareOperation<RecordRef, Payment>({
  id: 'payments.get',
  method: 'POST',
  path: '/v1/payment/info',
  key: 'payment',
  repeatable: 'reads',
  params: () => recordRefParams(),
  result: paymentReader,
})

/**
 * Returns one page of your invoices, up to 15.
 *
 * `paginate.nextCursor` names the next page and is `null` on the last; `items` reads them all.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payments/payment-history (Payment history)
 */
export const listPayments = /* @__PURE__ */ declareOperation<ListParams, Page<Payment>>({
  id: 'payments.list',
  method: 'POST',
  path: '/v1/payment/list',
  key: 'payment',
  repeatable: 'reads',
  query: ['cursor'],
  params: () => paramsSchema<ListParams>(listParamEntries()),
  result: () => objectOf<Page<Payment>>(pageEntries(paymentReader())),
})

/** Invoice to refund, and the address that gets the money. */
export type RefundPaymentParams = RecordRef & {
  /** Address that gets the money: 1 to 255 visible characters without white space. */
  readonly address: string
  /** `true` takes the fee from your balance, `false` from the refunded amount. */
  readonly is_subtract: boolean
  /**
   * Part to refund, as a decimal string: `"10.28"`; Heleket only. Its page states no currency, so use the one that was paid in.
   *
   * @default all that was paid
   */
  readonly amount?: string | undefined
}

/**
 * Refunds a paid invoice, at Cryptomus always in full; the client never sends it again by itself.
 *
 * The result is empty. `payment_status` of the invoice shows the progress: `refund_process`, then `refund_paid` or
 * `refund_fail`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/refund (Refund)
 */
export const refundPayment = /* @__PURE__ */ declareOperation<RefundPaymentParams, EmptyResult>({
  id: 'payments.refund',
  method: 'POST',
  path: '/v1/payment/refund',
  key: 'payment',
  repeatable: 'no',
  params: () =>
    paramsSchema<RefundPaymentParams>(
      {
        uuid: optionalParam(uuidParam),
        order_id: optionalParam(orderIdParam(128)),
        address: addressParam,
        is_subtract: flagParam,
        amount: optionalParam(amountParam),
      },
      exactlyOne('uuid', 'order_id'),
    ),
  result: () => emptyResult,
})

/** Payment whose webhook is sent again; `txid` names a single top-up of a static wallet. */
export type ResendPaymentWebhookParams =
  | (RecordRef & { readonly txid?: undefined })
  | {
      /** Hash of the transaction: 1 to 256 characters; Cryptomus only. */
      readonly txid: string
      readonly uuid?: undefined
      readonly order_id?: undefined
    }

/**
 * Sends the webhook of a finished invoice again, up to ten times.
 *
 * Only for an invoice that is `paid`, `paid_over` or `wrong_amount` and was created with a `url_callback`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/resend-webhook (Resend webhook)
 */
export const resendPaymentWebhook = /* @__PURE__ */ declareOperation<ResendPaymentWebhookParams, EmptyResult>({
  id: 'payments.resendWebhook',
  method: 'POST',
  path: '/v2/payment/resend',
  key: 'payment',
  repeatable: 'no',
  params: () =>
    paramsSchema<ResendPaymentWebhookParams>(
      {
        uuid: optionalParam(uuidParam),
        order_id: optionalParam(orderIdParam(128)),
        txid: optionalParam(textParam(1, 256)),
      },
      exactlyOne('uuid', 'order_id', 'txid'),
    ),
  result: () => emptyResult,
})

/** Acceptance of a request to count an invoice as paid. */
export interface MarkPaymentAsPaidResult {
  /** `true` if the request was accepted. */
  readonly success: boolean
  /** Message of the gateway, in English. */
  readonly message: string
}

/**
 * Marks an underpaid invoice as paid; the gateway accepts the request and carries it out later.
 *
 * Only for an invoice that is `wrong_amount_waiting` or `wrong_amount`. A webhook without a `txid` reports the change.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/merchant-api/ (Payments, Mark as paid)
 */
export const markPaymentAsPaid = /* @__PURE__ */ declareOperation<RecordRef, MarkPaymentAsPaidResult>({
  id: 'payments.markAsPaid',
  method: 'POST',
  path: '/v1/payment/mark-as-paid',
  key: 'payment',
  repeatable: 'no',
  params: () => recordRefParams(),
  result: () => objectOf<MarkPaymentAsPaidResult>({ success: flag, message: text }),
})

/** Invoice whose address to show. */
export interface CreatePaymentQrParams {
  /** The gateway's id of the invoice. */
  readonly merchant_payment_uuid: string
}

/**
 * Returns a QR code of the address that an invoice is paid to.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payments/qr-code-pay-form (Generate a QR-code)
 */
export const createPaymentQr = /* @__PURE__ */ declareOperation<CreatePaymentQrParams, QrCode>({
  id: 'payments.createQr',
  method: 'POST',
  path: '/v1/payment/qr',
  key: 'payment',
  repeatable: 'reads',
  params: () => paramsSchema<CreatePaymentQrParams>({ merchant_payment_uuid: uuidParam }),
  result: qrCodeReader,
})

/**
 * Returns the currencies and networks that can be paid in, with their limits and fees.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payments/list-of-services (List of services)
 */
export const listPaymentServices = /* @__PURE__ */ declareOperation<NoParams, readonly Service[]>({
  id: 'payments.listServices',
  method: 'POST',
  path: '/v1/payment/services',
  key: 'payment',
  repeatable: 'reads',
  params: noParams,
  result: serviceListReader,
})
