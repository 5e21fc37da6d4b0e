import { flag, record, text } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type RecordRef, recordRefParams } from '../shared/record-ref.ts'

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
  result: record<MarkPaymentAsPaidResult>({ success: flag, message: text }),
})
