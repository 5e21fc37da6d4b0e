import { configError } from '../errors/create-error.ts'

/**
 * Where an invoice stands. The gateway may add to these.
 *
 * `paid` and `paid_over` are money received in full; `wrong_amount` is money received, but too little.
 * Source: doc.cryptomus.com, "Payment statuses".
 */
export type PaymentStatus =
  | 'check'
  | 'process'
  | 'confirm_check'
  | 'wrong_amount_waiting'
  | 'paid'
  | 'paid_over'
  | 'wrong_amount'
  | 'cancel'
  | 'fail'
  | 'system_fail'
  | 'locked'
  | 'refund_process'
  | 'refund_fail'
  | 'refund_paid'
  | (string & {})

/**
 * Where a payout stands. The gateway may add to these.
 *
 * `fail` is the end only together with `is_final: true`; support can send it again before.
 * Source: doc.cryptomus.com, "Payout statuses".
 */
export type PayoutStatus = 'process' | 'check' | 'paid' | 'fail' | 'cancel' | 'system_fail' | (string & {})

/** Whether a status says that the whole amount has arrived. Unknown statuses never do. */
export function isPaidStatus(status: PaymentStatus | PayoutStatus): boolean {
  return status === 'paid' || status === 'paid_over'
}

/**
 * The statuses of each kind of record, from the one that says least to the one that says most.
 *
 * Source: doc.cryptomus.com, "Payment statuses" and "Payout statuses"; the order is this package's own.
 */
export const statusOrders = {
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
  const order: readonly string[] | undefined = Object.hasOwn(statusOrders, kind) ? statusOrders[kind] : undefined
  if (order === undefined) throw configError('kind', 'must be payment or payout')
  for (const status of [a, b]) if (typeof status !== 'string') throw configError('status', 'must be a string')
  const [first, second] = [order.indexOf(a), order.indexOf(b)]
  if (first === second) return a > b ? a : b
  return first > second ? a : b
}
