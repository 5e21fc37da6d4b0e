import { setDiscount } from '../discounts.ts'
import { listDiscounts } from './list-discounts.ts'

/** Operations on discounts by currency. */
export const discounts = {
  /** Reads the discounts that are set, by currency and network. */
  list: listDiscounts,
  /** Sets what is taken off payments in a currency on a network. */
  set: setDiscount,
} as const

export type { SetDiscountParams } from '../discounts.ts'
export type { Discount } from './discount.ts'
export { listDiscounts, setDiscount }
