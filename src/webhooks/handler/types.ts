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

/** Second argument of a handler. */
export interface HandlerContext<Event extends WebhookEvent, Record> {
  /** The gateway's record, read again after the delivery; `undefined` with `confirm: false`, and if no record was found. */
  readonly record: Record | undefined
  /** The event as it was delivered; the first argument has the status, the amounts and the like of the record. */
  readonly delivered: Event
}

/**
 * Function that handles one event.
 *
 * The event counts as handled when it returns or resolves. If it throws or rejects, the response is a 500, so that the
 * gateway can deliver the event again.
 */
export type EventHandler<Event extends WebhookEvent, Record> = (
  event: Event,
  context: HandlerContext<Event, Record>,
) => unknown

type PaymentName = `payment.${(typeof statusOrders)['payment'][number]}`
type WalletName = `wallet.${(typeof statusOrders)['payment'][number]}`
type PayoutName = `payout.${(typeof statusOrders)['payout'][number]}`

/**
 * Handlers by the name of the event: `type.status`, `type` or `*`.
 *
 * One handler runs for an event, the most specific: `payment.paid` before `payment` before `*`. A status that this version
 * does not know runs `payment`, `wallet` or `payout`, or else `*`.
 */
export type WebhookHandlers = {
  readonly [Name in PaymentName | 'payment']?: EventHandler<PaymentEvent, Payment> | undefined
} & {
  readonly [Name in WalletName | 'wallet']?: EventHandler<WalletEvent, Payment> | undefined
} & {
  readonly [Name in PayoutName | 'payout']?: EventHandler<PayoutEvent, Payout> | undefined
} & {
  /** Runs instead of the others for an invoice whose amount or currency differs from `expected`. The result is `mismatch`. */
  readonly 'payment.mismatch'?: EventHandler<PaymentEvent, Payment> | undefined
  /**
   * Runs instead of the others for a signed webhook that the gateway's record does not confirm: the `uuid` is unknown, or the
   * record has another `order_id`. The response is a 200 then, and a 401 without this handler.
   */
  readonly unconfirmed?: EventHandler<WebhookEvent, Payment | Payout> | undefined
  /** Runs for each event without a more specific handler. */
  readonly '*'?: EventHandler<WebhookEvent, Payment | Payout> | undefined
}

/**
 * Result of a delivery, with the HTTP status of the response.
 *
 * - `handled` (200): the handler of the event ran.
 * - `ignored` (200): genuine, but without a handler.
 * - `duplicate` (200): the event has been handled before; its handler did not run again.
 * - `busy` (409): another worker is handling the event.
 * - `unconfirmed` (401; 200 if `on.unconfirmed` ran): signed, but the gateway has no such record, or it has another `order_id`.
 * - `mismatch` (200 if `on['payment.mismatch']` ran; 500 without it): amount or currency differ from `expected`.
 * - `malformed` (400): the body is not JSON or not UTF-8, has a name twice, is of an unknown type, or did not arrive in time.
 * - `untrusted` (401): the signature is missing or fits none of the keys.
 * - `wrong_address` (403): the address of the sender is not in `allowedIps`.
 * - `wrong_method` (405): the method is not POST.
 * - `too_large` (413): the body has more than `maxBodyBytes`.
 * - `rate_limited` (429): `rateLimit` returned `false`.
 * - `failed` (500): a handler, `expected` or another function of the options threw, or the body was parsed before.
 * - `unavailable` (503): the record could not be read, or the store could not be reached.
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

/** Report on one delivery, for metrics. */
export interface DeliveryReport {
  /** Type of the event; absent if the delivery was refused. */
  readonly type?: WebhookEvent['type']
  /** Status that the handler was chosen by: that of the record, if it was read. Absent if the delivery was refused. */
  readonly status?: string
  /** Result of the delivery. */
  readonly result: WebhookResult
  /** Milliseconds from the request to the response. */
  readonly durationMs: number
}

/** Context of a delivery that the `Request` does not contain. Adapters fill it in. */
export interface DeliveryContext {
  /** IP address of the other end of the socket, never one from a header. */
  readonly remoteAddress?: string | undefined
}

/** Handler of one delivery: takes a `Request` and resolves with the `Response`. Never rejects. */
export type WebhookHandle = (request: WebRequest, context?: DeliveryContext) => Promise<WebResponse>

/** Reader of the gateway's records: a client, or any object with these two members. */
export interface RecordReader {
  /** Reads invoices, and top-ups of static wallets, by `uuid`. */
  readonly payments: { readonly get: (params: { readonly uuid: string }) => Promise<Payment> }
  /** Reads payouts by `uuid`, and by `order_id` where the record found by `uuid` has none. */
  readonly payouts: {
    readonly get: (
      params:
        | { readonly uuid: string; readonly order_id?: never }
        | { readonly order_id: string; readonly uuid?: never },
    ) => Promise<Payout>
  }
}

/** Amount and currency that an invoice has according to your own order. */
export interface ExpectedAmount {
  /** Amount of the invoice in `currency`, before fees, as a decimal string: `"10.50"`. `10.5` and `10.50` are equal. */
  readonly amount: string
  /** Currency of the invoice, not of the payer: `USD`. Compared without regard to case. */
  readonly currency: string
}

/** Options of `createWebhookHandler`. */
export interface WebhookHandlerOptions {
  /** Payment API key, or several during a rotation. Verifies webhooks of type `payment` and `wallet`. */
  readonly apiKey: string | readonly string[] | undefined
  /** Payout API key, or several during a rotation. Verifies webhooks of type `payout`. @default apiKey */
  readonly payoutApiKey?: string | readonly string[] | undefined
  /**
   * Reader of the record of each event, before a handler runs: a client. Costs one call for each event.
   *
   * Without it, a replayed, outdated or test webhook counts as money: its signature is valid. `false` only if the handlers read
   * the record themselves, or nothing of value depends on them.
   */
  readonly confirm: RecordReader | false
  /** Handlers by the name of the event. An event without a handler is acknowledged with a 200. */
  readonly on: WebhookHandlers
  /**
   * Returns the amount and the currency of your order for an event of type `payment`, or `undefined` to skip the comparison.
   *
   * They are compared with `amount` and `currency` of the invoice, not with the amount received. If one differs,
   * `on['payment.mismatch']` runs; without that handler the response is a 500. Not called for wallets and payouts.
   */
  readonly expected?:
    | ((
        event: WebhookEvent & { readonly type: 'payment' },
      ) => ExpectedAmount | undefined | Promise<ExpectedAmount | undefined>)
    | undefined
  /** Memory of the events that were handled. Without one, an event that is delivered twice runs its handler twice. */
  readonly store?: Store | undefined
  /** Milliseconds for which one worker owns an event in the store; renewed while its handler runs. @default 30_000 */
  readonly leaseMs?: number | undefined
  /** Maximum size of the body in bytes, from 1 to 65_536. @default 65_536 */
  readonly maxBodyBytes?: number | undefined
  /** Maximum time in milliseconds for the whole body to arrive. @default 10_000 */
  readonly bodyTimeoutMs?: number | undefined
  /**
   * IP addresses that may deliver, such as `cryptomus.webhookIps`; not ranges. In addition to the signature.
   *
   * @default any address
   */
  readonly allowedIps?: readonly string[] | undefined
  /** Returns the IP address of the sender, for example from a header that your proxy sets. @default context.remoteAddress */
  readonly clientIp?: ((request: WebRequest, context: DeliveryContext) => string | undefined) | undefined
  /**
   * Returns `false` to refuse a delivery with a 429. `key` is the sender's address, or `unknown` if there is none.
   *
   * @default no limit
   */
  readonly rateLimit?: ((key: string, request: WebRequest) => boolean | Promise<boolean>) | undefined
  /** Logger of the result of each delivery; `console` fits. Keys, signatures and bodies are never logged. @default none */
  readonly logger?: Logger | undefined
  /** Receives one report for each delivery, for metrics. An error that it throws is ignored. @default none */
  readonly onDelivery?: ((report: DeliveryReport) => unknown) | undefined
  /**
   * Returns the scheme for a request, for a sender whose signature is in a header.
   *
   * @default the gateway's scheme, or `bodySign`
   */
  readonly scheme?: ((request: WebRequest) => Scheme) | undefined
  /** Gateway that sends the webhooks, or its id. @default 'cryptomus' */
  readonly gateway?: Gateway | GatewayId | undefined
  /** Clock, in milliseconds since 1970. The clocks of workers that share a store must agree. @default Date.now */
  readonly now?: (() => number) | undefined
}
