import { optionalParam, orderIdParam, textParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import { type Nothing, nothing } from '../shared/nothing.ts'
import type { RecordRef } from '../shared/record-ref.ts'

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
export const resendPaymentWebhook = /* @__PURE__ */ defineOperation<ResendPaymentWebhookParams, Nothing>({
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
  result: nothing,
})
