import { count, record, text } from '../../schema/result-fields.ts'

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
export const discountReader = /* @__PURE__ */ record<Discount>({
  currency: text,
  network: text,
  discount: count,
  discount_percent: count,
})
