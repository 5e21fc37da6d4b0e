import { codeParam, integerParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { defineOperation } from './define-operation.ts'
import { type Discount, discountReader } from './discounts/discount.ts'

/** The discount to set. */
export interface SetDiscountParams {
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. */
  readonly network: string
  /** Percent to take off (above zero) or to add (below zero), -99 to 100. */
  readonly discount_percent: number
}

/**
 * Sets what is taken off payments in a currency on a network.
 *
 * Source: doc.cryptomus.com, "Set discount". Its page gives no range; this is the one of an invoice's own discount.
 */
export const setDiscount = /* @__PURE__ */ defineOperation<SetDiscountParams, Discount>({
  id: 'discounts.set',
  method: 'POST',
  path: '/v1/payment/discount/set',
  key: 'payment',
  repeatable: 'no',
  params: paramsSchema<SetDiscountParams>({
    currency: codeParam,
    network: codeParam,
    discount_percent: integerParam(-99, 100),
  }),
  result: discountReader,
})
