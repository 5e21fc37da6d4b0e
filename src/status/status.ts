import { configError } from '../errors/create-error.ts'

/**
 * The status of an invoice, or of a payment to a static wallet. Open: the gateway may add values.
 *
 * - `check`: the gateway waits for the transaction to appear on the blockchain.
 * - `process`: the payment is being processed.
 * - `confirm_check`: the transaction is on the blockchain and waits for confirmations.
 * - `wrong_amount_waiting`: less than the invoice asks for was paid; the payer can still pay the rest.
 * - `paid`: the exact amount was paid.
 * - `paid_over`: more than the invoice asks for was paid.
 * - `wrong_amount`: less than the invoice asks for was paid, and the rest is no longer accepted.
 * - `cancel`: the payer did not pay.
 * - `fail`: an error occurred in the payment.
 * - `system_fail`: an error occurred in the gateway.
 * - `locked`: the funds are held by the gateway's AML check.
 * - `refund_process`: the refund is being processed.
 * - `refund_fail`: the refund failed.
 * - `refund_paid`: the refund was paid.
 *
 * Only `paid` and `paid_over` mean that the whole amount was received. `is_final` of the record says whether the invoice can
 * still be paid.
 *
 * @see https://doc.cryptomus.com/business/payments/payment-statuses
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
 * The status of a payout. Open: the gateway may add values.
 *
 * - `process`: the payout is being processed.
 * - `check`: the payout is being verified.
 * - `paid`: the payout was sent.
 * - `fail`: the payout failed.
 * - `cancel`: the payout was cancelled.
 * - `system_fail`: an error occurred in the gateway.
 *
 * A failure is the end only together with `is_final: true`: the funds are then back on the balance. Until then the gateway's
 * support can send the payout again.
 *
 * @see https://doc.cryptomus.com/business/payouts/payout-statuses
 */
export type PayoutStatus = 'process' | 'check' | 'paid' | 'fail' | 'cancel' | 'system_fail' | (string & {})

/**
 * Returns the one of two statuses of a record that counts, in whichever order they arrived.
 *
 * Webhooks are repeated and overtake each other, so store `mergeStatus(kind, stored, received)` instead of the last status
 * received. It is commutative and idempotent, and never turns `paid` into a failure or a cancellation.
 *
 * - Payments, from the lowest: any unknown status, `check`, `process`, `confirm_check`, `wrong_amount_waiting`, `cancel`,
 *   `fail`, `system_fail`, `locked`, `wrong_amount`, `paid`, `paid_over`, `refund_process`, `refund_fail`, `refund_paid`.
 *   Payments to static wallets are of this kind.
 * - Payouts, from the lowest: any unknown status, `process`, `check`, `cancel`, `system_fail`, `fail`, `paid`.
 *
 * The higher one is returned; of two unknown ones, the later in the order of their UTF-16 code units.
 *
 * @throws {CryptomusError} kind `config`: `kind` is neither `payment` nor `payout`, or a status is not a string.
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

/** The documented statuses of each kind of record, from the lowest to the highest. The order is this package's own. */
export const statusOrders = {
  payment: [
    'check',
    'process',
    'confirm_check',
    'wrong_amount_waiting',
    'cancel',
    'fail',
    'system_fail',
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

/** Members of an event or a record that say whether it is paid. */
interface PaidFields {
  readonly type?: unknown
  readonly status?: unknown
  readonly payment_status?: unknown
}

/**
 * Returns `true` if an event, or a record of `payments` or `payouts`, is `paid` or `paid_over`: the whole amount has arrived,
 * or the payout was sent. Unknown statuses, and events of a type that this version does not know, never are. Never throws.
 *
 * An event is paid only as far as it is confirmed: read the record before you act on a parsed webhook.
 */
export function isPaid(eventOrRecord: PaidFields): boolean {
  const { type = 'payment', status, payment_status: paymentStatus } = Object(eventOrRecord) as PaidFields
  return isKnownType(type) && isPaidStatus(paymentStatus ?? status)
}

/** Returns `true` for a type of webhook that this version knows. */
export const isKnownType = (type: unknown): boolean => type === 'payment' || type === 'wallet' || type === 'payout'

/** Returns `true` if a status means that the whole amount was received or sent. Unknown statuses never do. */
export const isPaidStatus = (status: unknown): boolean => status === 'paid' || status === 'paid_over'
