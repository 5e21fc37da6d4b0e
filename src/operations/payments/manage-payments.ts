import { flagParam, optionalParam, orderIdParam, textParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import { type Nothing, nothing } from '../shared/nothing.ts'
import type { RecordRef } from '../shared/record-ref.ts'

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
export const refundPayment = /* @__PURE__ */ defineOperation<RefundPaymentParams, Nothing>({
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
  result: nothing,
})
