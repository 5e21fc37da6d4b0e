import { createPayout } from './create-payout.ts'
import { calculatePayout, getPayout, listPayoutServices, listPayouts } from './manage-payouts.ts'

export type { CreatePayoutParams, PayoutCourseSource, PayoutPriority } from './create-payout.ts'
export type { CalculatePayoutParams, PayoutCalculation, PayoutPage } from './manage-payouts.ts'
export type { Payout, PayoutConversion } from './payout.ts'
export { calculatePayout, createPayout, getPayout, listPayoutServices, listPayouts }

/** Operations on payouts, signed with the payout key. */
export const payouts = {
  /** Sends money to an address; the client never sends it a second time by itself. */
  create: createPayout,
  /** Returns one payout, by the gateway's `uuid` or by your own `order_id`. */
  get: getPayout,
  /** Returns one page of your payouts, up to 15. */
  list: listPayouts,
  /** Returns the currencies and networks that can be paid out, with their limits and fees. */
  listServices: listPayoutServices,
  /** Returns what a payout would cost, without sending it; Heleket only. */
  calculate: calculatePayout,
} as const
