import { defineOperation } from '../define-operation.ts'
import { type RecordRef, recordRefParams } from '../shared/record-ref.ts'
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
  params: recordRefParams(payoutOrderIdParam),
  result: payoutReader,
})
