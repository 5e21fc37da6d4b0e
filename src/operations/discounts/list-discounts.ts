import { listOf } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type NoParams, noParams } from '../shared/no-params.ts'
import { type Discount, discountReader } from './discount.ts'

/**
 * Reads the discounts that are set, by currency and network.
 *
 * Source: doc.cryptomus.com, "List of discounts".
 */
export const listDiscounts = /* @__PURE__ */ defineOperation<NoParams, readonly Discount[]>({
  id: 'discounts.list',
  method: 'POST',
  path: '/v1/payment/discount/list',
  key: 'payment',
  repeatable: 'reads',
  params: noParams,
  result: listOf(discountReader),
})
