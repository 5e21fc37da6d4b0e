import { defineOperation } from '../define-operation.ts'
import { type NoParams, noParams } from '../shared/no-params.ts'
import { type Service, serviceList } from '../shared.ts'

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
  result: serviceList,
})
