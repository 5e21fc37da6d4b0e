import { configError } from '../errors/config-error.ts'
import { statusOrders } from './status-orders.ts'
import type { PaymentStatus, PayoutStatus } from './types.ts'

/**
 * Says which of two statuses of one record counts, whichever of them was heard of first.
 *
 * Webhooks repeat and overtake each other, so keep `mergeStatus(kind, yours, theirs)` instead of the last one that came: the
 * order does not matter, saying it twice changes nothing, and what was paid is never failed or cancelled again. Of two that
 * are unknown, the one that comes later in the alphabet counts, so that everyone agrees. Payments of static wallets are of
 * the kind `payment`.
 */
export function mergeStatus<Kind extends 'payment' | 'payout'>(
  kind: Kind,
  a: NoInfer<Kind extends 'payout' ? PayoutStatus : PaymentStatus>,
  b: NoInfer<Kind extends 'payout' ? PayoutStatus : PaymentStatus>,
): NoInfer<Kind extends 'payout' ? PayoutStatus : PaymentStatus> {
  const order: readonly string[] | undefined = Object.hasOwn(statusOrders, kind) ? statusOrders[kind] : undefined
  if (order === undefined) throw configError('kind', 'must be payment or payout')
  for (const status of [a, b]) if (typeof status !== 'string') throw configError('status', 'must be a string')
  const [first, second] = [order.indexOf(a), order.indexOf(b)]
  if (first === second) return a > b ? a : b
  return first > second ? a : b
}
