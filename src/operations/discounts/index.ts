import { listDiscounts } from './list-discounts.ts'
import { setDiscount } from './set-discount.ts'

/** Operations on discounts by currency. */
export const discounts = {
  /** Reads the discounts that are set, by currency and network. */
  list: listDiscounts,
  /** Sets what is taken off payments in a currency on a network. */
  set: setDiscount,
} as const

export type { Discount } from './discount.ts'
export type { SetDiscountParams } from './set-discount.ts'
export { listDiscounts, setDiscount }
