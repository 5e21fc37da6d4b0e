import { type Answer, refuse } from './answer.ts'
import type { World } from './types.ts'
import { toFixed, toShortest, type Units } from './units.ts'

type Wire = Pick<World, 'wire'>

/**
 * What the gateway says of records that do not exist: as documented, or as recorded in 2023. Where nothing is documented the
 * words of the nearest page stand.
 */
const notFound = {
  payment: ['Payment not found', 'Payment not found.'],
  refund: ['Payment was not found', 'Payment was not found.'],
  // Documented with a full stop.
  markAsPaid: ['Payment not found.', 'Payment not found.'],
  qr: ['Payment not found', 'No query results for model [App\\Models\\MerchantPayment].'],
  payout: ['Payout not found', 'No query results for model [App\\Models\\MerchantPayout].'],
  recurrence: ['Recurring payment not found', 'Recurring payment not found.'],
  wallet: ['Wallet not found', 'Wallet not found.'],
} as const

/** Refuses a request about a record that does not exist; `status` is set where the documentation names it. */
export function refuseUnknown({ wire }: Wire, what: keyof typeof notFound, status = wire.notFoundStatus): Answer {
  const [documented, recorded] = notFound[what]
  if (wire.words === 'documented') return refuse(documented, status)
  return refuse(recorded, recorded.startsWith('No query') ? 404 : status)
}

/** Refuses a movement that the balance does not cover. */
export const refusePoor = ({ wire }: Wire): Answer =>
  refuse(wire.words === 'recorded' ? 'Not enough funds.' : 'Not enough funds')

/** Returns what the gateway says of an amount that is too small or too large to be moved; `undefined` for any other. */
export function limitComplaint({ wire, market }: World, units: Units, coin: string): string | undefined {
  const [least, most] = [market.leastOf(coin), market.mostOf(coin)]
  if (units >= least && units <= most) return undefined
  const limit = units < least ? least : most
  const written = wire.words === 'recorded' ? toFixed(limit) : toShortest(limit)
  return `${units < least ? 'Minimum' : 'Maximum'} amount ${written} ${coin}`
}
