import { defineOperation } from '../define-operation.ts'
import { type RecordRef, recordRefParams } from '../shared/record-ref.ts'
import { type Payment, paymentReader } from './payment.ts'

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
