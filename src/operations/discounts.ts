import { codeParam, integerParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { count, listOf, objectOf, text } from '../schema/result-fields.ts'
import { declareOperation } from './define-operation.ts'
import { type NoParams, noParams } from './shared.ts'

/** Discount or surcharge on payments in a currency on a network. */
export interface Discount {
  /** Currency code: `USDT`. */
  readonly currency: string
  /** Network code: `tron`. */
  readonly network: string
  /** Percentage off the amount to pay; below zero it is added. A numeric string becomes a number. */
  readonly discount: number
  /** The same percentage, under the name in the gateway's field table. */
  readonly discount_percent?: number | null | undefined
}

const discountReader = () =>
  objectOf<Discount>({
    currency: text,
    network: text,
    discount: count,
    discount_percent: count,
  })

/**
 * Returns the discounts that are set, by currency and network.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/discount/list (List of discounts)
 */
export const listDiscounts = /* @__PURE__ */ declareOperation<NoParams, readonly Discount[]>({
  id: 'discounts.list',
  method: 'POST',
  path: '/v1/payment/discount/list',
  key: 'payment',
  repeatable: 'reads',
  params: noParams,
  result: () => listOf(discountReader()),
})

/** Discount to set. */
export interface SetDiscountParams {
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. */
  readonly network: string
  /** Percentage off the amount to pay, -99 to 100; below zero it is added. */
  readonly discount_percent: number
}

/**
 * Sets the discount or surcharge on payments in a currency on a network.
 *
 * The gateway documents no range; this one is that of an invoice's own `discount_percent`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/discount/set (Set discount to payment method)
 */
export const setDiscount = /* @__PURE__ */ declareOperation<SetDiscountParams, Discount>({
  id: 'discounts.set',
  method: 'POST',
  path: '/v1/payment/discount/set',
  key: 'payment',
  repeatable: 'no',
  params: () =>
    paramsSchema<SetDiscountParams>({
      currency: codeParam,
      network: codeParam,
      discount_percent: integerParam(-99, 100),
    }),
  result: discountReader,
})

/** Operations on discounts by currency and network. */
export const discounts = {
  /** Returns the discounts that are set, by currency and network. */
  list: listDiscounts,
  /** Sets the discount or surcharge on payments in a currency on a network. */
  set: setDiscount,
} as const
