import { codeParam, integerParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { count, listOf, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'
import { type NoParams, noParams } from './shared.ts'

/** What is taken off payments in a currency on a network. */
export interface Discount {
  /** Currency code. */
  readonly currency: string
  /** Network code. */
  readonly network: string
  /** Percent that is taken off (above zero) or added (below zero). Setting answers with text where listing has a number. */
  readonly discount: number
  /** The same, under the name that the gateway's page on setting one uses. */
  readonly discount_percent?: number | null | undefined
}

/** How a discount is read. */
const discountReader = /* @__PURE__ */ objectOf<Discount>({
  currency: text,
  network: text,
  discount: count,
  discount_percent: count,
})

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

/** Operations on discounts by currency. */
export const discounts = {
  /** Reads the discounts that are set, by currency and network. */
  list: listDiscounts,
  /** Sets what is taken off payments in a currency on a network. */
  set: setDiscount,
} as const
