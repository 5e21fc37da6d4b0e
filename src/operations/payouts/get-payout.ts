import { optionalParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import type { RecordRef } from '../shared/record-ref.ts'
import { type Payout, payoutReader } from './payout.ts'
import { payoutOrderIdParam } from './payout-order-id.ts'

/**
 * Reads one payout, by the gateway's `uuid` or by your own `order_id`.
 *
 * Source: doc.cryptomus.com, "Payout information".
 */
export const getPayout = /* @__PURE__ */ defineOperation<RecordRef, Payout>({
  id: 'payouts.get',
  method: 'POST',
  path: '/v1/payout/info',
  key: 'payout',
  repeatable: 'reads',
  params: paramsSchema<RecordRef>(
    { uuid: optionalParam(uuidParam), order_id: optionalParam(payoutOrderIdParam) },
    exactlyOne('uuid', 'order_id'),
  ),
  result: payoutReader,
})
