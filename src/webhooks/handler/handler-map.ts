import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import type { statusOrders } from '../../status/status-orders.ts'
import type { PaymentEvent, PayoutEvent, WalletEvent, WebhookEvent } from '../types.ts'

/** What a handler gets beside the event. */
export interface HandlerContext<Event extends WebhookEvent, Record> {
  /** The gateway's record as it was read again; `undefined` with `confirm: false`, and where there is none. */
  readonly record: Record | undefined
  /** The event as it was delivered, before it was confirmed. */
  readonly delivered: Event
}

/** Handles one event. Its event counts as handled when it resolves; what it throws makes the gateway send again. */
export type EventHandler<Event extends WebhookEvent, Record> = (
  event: Event,
  context: HandlerContext<Event, Record>,
) => unknown

type PaymentName = `payment.${(typeof statusOrders)['payment'][number]}`
type WalletName = `wallet.${(typeof statusOrders)['payment'][number]}`
type PayoutName = `payout.${(typeof statusOrders)['payout'][number]}`

/**
 * What to run for which event. The most specific name counts: `payment.paid` before `payment` before `*`.
 *
 * A status that the gateway adds one day is handled by `payment`, `wallet` or `payout`, and by `*`.
 */
export type WebhookHandlers = {
  readonly [Name in PaymentName | 'payment']?: EventHandler<PaymentEvent, Payment> | undefined
} & {
  readonly [Name in WalletName | 'wallet']?: EventHandler<WalletEvent, Payment> | undefined
} & {
  readonly [Name in PayoutName | 'payout']?: EventHandler<PayoutEvent, Payout> | undefined
} & {
  /** An invoice whose amount or currency is not what `expected` says. */
  readonly 'payment.mismatch'?: EventHandler<PaymentEvent, Payment> | undefined
  /** A signed webhook that the gateway's own record does not bear out: an unknown uuid, or another order_id. */
  readonly unconfirmed?: EventHandler<WebhookEvent, Payment | Payout> | undefined
  /** Every event that nothing more specific handles. */
  readonly '*'?: EventHandler<WebhookEvent, Payment | Payout> | undefined
}
