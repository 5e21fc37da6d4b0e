import type { GatewayId } from '../../env.ts'
import type { Gateway } from '../../gateways/types.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import type { WebRequest, WebResponse } from '../../platform/types.ts'
import type { Scheme } from '../../signing/sign-payload.ts'
import type { statusOrders } from '../../status/status.ts'
import type { Store } from '../../stores/types.ts'
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

/**
 * How a delivery ended.
 *
 * - `handled`: a handler ran, and the gateway need not send it again.
 * - `ignored`: genuine, but nothing handles it. `duplicate`: it had been handled before. `busy`: another worker has it.
 * - `unconfirmed`, `mismatch`: genuine, but not what the gateway, or your own record, says.
 * - `malformed`, `untrusted`, `too_large`, `wrong_method`, `wrong_address`, `rate_limited`: turned away.
 * - `failed`: a handler threw, or this endpoint is set up wrongly. `unavailable`: gateway or store could not be asked.
 */
export type WebhookResult =
  | 'handled'
  | 'ignored'
  | 'duplicate'
  | 'busy'
  | 'unconfirmed'
  | 'mismatch'
  | 'malformed'
  | 'untrusted'
  | 'too_large'
  | 'wrong_method'
  | 'wrong_address'
  | 'rate_limited'
  | 'failed'
  | 'unavailable'

/** One delivery, for metrics. */
export interface DeliveryReport {
  /** Type of the event; absent when the delivery was turned away. */
  readonly type?: WebhookEvent['type']
  /** Status that the event was routed by; absent when the delivery was turned away. */
  readonly status?: string
  /** How it ended. */
  readonly result: WebhookResult
  /** Milliseconds from the request to the answer. */
  readonly durationMs: number
}

/** What is known of a delivery beside the request itself; adapters fill it in. */
export interface DeliveryContext {
  /** Address of the socket that the request came through, never one from a header. */
  readonly remoteAddress?: string | undefined
}

/** Receives one delivery and answers it. It never rejects. */
export type WebhookHandle = (request: WebRequest, context?: DeliveryContext) => Promise<WebResponse>

/** Reads records again: a client, or anything with these two members. */
export interface RecordReader {
  /** Reads invoices. */
  readonly payments: { readonly get: (params: { readonly uuid: string }) => Promise<Payment> }
  /** Reads payouts. */
  readonly payouts: {
    readonly get: (
      params:
        | { readonly uuid: string; readonly order_id?: never }
        | { readonly order_id: string; readonly uuid?: never },
    ) => Promise<Payout>
  }
}

/** What your own records say that an invoice is about. */
export interface ExpectedAmount {
  /** Amount of the invoice, as a decimal string. */
  readonly amount: string
  /** Currency of that amount: `USD`. */
  readonly currency: string
}

/** What a webhook handler is made of. */
export interface WebhookHandlerOptions {
  /** The payment API key, or several while you rotate it. `undefined` is a `config` error. */
  readonly apiKey: string | readonly string[] | undefined
  /** The payout API key, which signs webhooks of payouts, or several. @default apiKey */
  readonly payoutApiKey?: string | readonly string[] | undefined
  /**
   * Reads each event's record again before anything runs: a client. It costs one call an event, and is what keeps a
   * replayed, outdated or test webhook from counting as money.
   *
   * `false` only where handlers do that themselves, or where nothing of value depends on them.
   */
  readonly confirm: RecordReader | false
  /** What to run; the most specific one runs, once. An event without one is acknowledged. */
  readonly on: WebhookHandlers
  /**
   * What your own records say about an invoice; `undefined` where they say nothing. A difference in amount or currency
   * runs `payment.mismatch`, and is a 500 where there is none.
   */
  readonly expected?:
    | ((
        event: WebhookEvent & { readonly type: 'payment' },
      ) => ExpectedAmount | undefined | Promise<ExpectedAmount | undefined>)
    | undefined
  /** Remembers what was handled, so that an event that comes twice runs once. Without one, it runs each time. */
  readonly store?: Store | undefined
  /** Milliseconds for which one worker owns an event; renewed while its handler runs. @default 30_000 */
  readonly leaseMs?: number | undefined
  /** Bytes of the largest body that is read, up to 65_536. @default 65_536 */
  readonly maxBodyBytes?: number | undefined
  /** Milliseconds within which the whole body has to arrive. @default 10_000 */
  readonly bodyTimeoutMs?: number | undefined
  /** Addresses that may deliver: `cryptomus.webhookIps`. An extra layer only; it is no proof. @default any */
  readonly allowedIps?: readonly string[] | undefined
  /** Finds the sender's address, behind a proxy of yours for instance. @default the socket's, as the adapter knows it */
  readonly clientIp?: ((request: WebRequest, context: DeliveryContext) => string | undefined) | undefined
  /** Whether a delivery may go on; `key` is the sender's address, or `unknown`. `false` is a 429. */
  readonly rateLimit?: ((key: string, request: WebRequest) => boolean | Promise<boolean>) | undefined
  /** Hears how deliveries end; `console` fits. Nothing secret is ever logged. @default nobody */
  readonly logger?: Logger | undefined
  /** Gets one record a delivery, for metrics. What it throws disturbs nothing. */
  readonly onDelivery?: ((record: DeliveryReport) => unknown) | undefined
  /** Makes the scheme of a request, for a signature beside the body. @default the gateway's, or bodySign */
  readonly scheme?: ((request: WebRequest) => Scheme) | undefined
  /** The gateway, or its name. @default cryptomus */
  readonly gateway?: Gateway | GatewayId | undefined
  /** The clock, in milliseconds since 1970. Workers that share a store must agree on it. @default Date.now */
  readonly now?: (() => number) | undefined
}
