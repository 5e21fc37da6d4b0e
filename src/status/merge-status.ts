import { configError } from '../errors/config-error.ts'
import type { PaymentStatus, PayoutStatus } from './types.ts'

/** From what says least to what says most. A status that is not here says less than all of them. */
const orders = {
  payment: [
    'check',
    'process',
    'confirm_check',
    'wrong_amount_waiting',
    'fail',
    'system_fail',
    'cancel',
    'locked',
    'wrong_amount',
    'paid',
    'paid_over',
    'refund_process',
    'refund_fail',
    'refund_paid',
  ],
  payout: ['process', 'check', 'cancel', 'system_fail', 'fail', 'paid'],
} as const

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
  const order: readonly string[] | undefined = Object.hasOwn(orders, kind) ? orders[kind] : undefined
  if (order === undefined) throw configError('kind', 'must be payment or payout')
  for (const status of [a, b]) if (typeof status !== 'string') throw configError('status', 'must be a string')
  const [first, second] = [order.indexOf(a), order.indexOf(b)]
  if (first === second) return a > b ? a : b
  return first > second ? a : b
}
