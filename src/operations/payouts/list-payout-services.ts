import { defineOperation } from '../define-operation.ts'
import { type NoParams, noParams } from '../shared/no-params.ts'
import { type Service, serviceList } from '../shared.ts'

/**
 * Reads which currencies and networks can be paid out, with their limits and fees.
 *
 * Source: doc.cryptomus.com, "List of services" (payouts).
 */
export const listPayoutServices = /* @__PURE__ */ defineOperation<NoParams, readonly Service[]>({
  id: 'payouts.listServices',
  method: 'POST',
  path: '/v1/payout/services',
  key: 'payout',
  repeatable: 'reads',
  params: noParams,
  result: serviceList,
})
