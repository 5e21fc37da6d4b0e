import type { GatewayId } from '../../env.ts'
import type { Gateway } from '../../gateways/types.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import type { RecordRef } from '../../operations/shared.ts'
import type { Signal, WebRequest, WebResponse } from '../../platform/types.ts'
import type { Scheme } from '../../signing/sign-payload.ts'
import type { statusOrders } from '../../status/status.ts'
import type { Store } from '../../stores/types.ts'
import type { PaymentEvent, PayoutEvent, WalletEvent, WebhookEvent } from '../types.ts'

/** Second argument of a handler. */
export interface HandlerContext<Event extends WebhookEvent, Record> {
  /** The gateway's record, read under the claim; `undefined` with `confirm: false`, and for a type that cannot be read. */
  readonly record: Record | undefined
  /** The event as it was delivered; `undefined` in a check. The first argument says what the record says. */
  readonly delivered: Event | undefined
  /**
   * Differences from `expected`, in `on['payment.mismatch']`; `undefined` elsewhere. `unknown_order`: `expected` knows no such
   * order.
   */
  readonly mismatch: readonly Difference[] | undefined
  /**
   * Statuses of this record whose handler began and is not known to have finished, this one included when it runs again.
   *
   * Their effect may be complete, partial, or, of a handler that ignored its `signal`, still to come. Listed until a handler has
   * finished; usually empty.
   */
  readonly unfinished: readonly string[]
  /** Aborts when another worker may have taken the record over, or when `handlerTimeoutMs` is up: commit nothing then. */
  readonly signal: Signal
}

/** A difference between an invoice and your own order. */
export type Difference = 'amount' | 'currency' | 'unknown_order'

/**
 * Function that handles one event.
 *
 * The event counts as handled when it returns or resolves. If it throws, rejects or takes longer than `handlerTimeoutMs`, the
 * response is a 500, so that the gateway can deliver the event again.
 */
export type EventHandler<Event extends WebhookEvent, Record, Narrowed extends Event = Event> = (
  event: Narrowed,
  context: HandlerContext<Event, Record>,
) => unknown

type Named<Type extends string, Status extends string, Event extends WebhookEvent, Record> = {
  readonly [Each in Status as `${Type}.${Each}`]?:
    | EventHandler<Event, Record, Event & { readonly status: Each }>
    | undefined
} & { readonly [Each in Type]?: EventHandler<Event, Record> | undefined }

type PaymentName = (typeof statusOrders)['payment'][number]
type PayoutName = (typeof statusOrders)['payout'][number]

/**
 * Handlers by the name of the event: `type.status`, `type` or `*`.
 *
 * One handler runs for an event, the most specific: `payment.paid` before `payment` before `*`. A status that this version
 * does not know runs `payment`, `wallet` or `payout`, or else `*`.
 */
export type WebhookHandlers = Named<'payment', PaymentName, PaymentEvent, Payment> &
  Named<'wallet', PaymentName, WalletEvent, Payment> &
  Named<'payout', PayoutName, PayoutEvent, Payout> & {
    /**
     * Runs instead of the others for an invoice that differs from `expected`, or whose order `expected` does not know;
     * `context.mismatch` lists what differs. The result is `mismatch`, and once for each difference of each state.
     */
    readonly 'payment.mismatch'?: EventHandler<PaymentEvent, Payment> | undefined
    /**
     * Runs for each event without a more specific handler, and for webhooks of a type that this version does not know: they
     * cannot be read, so `record` is `undefined` and `isPaid` is `false`.
     */
    readonly '*'?: EventHandler<WebhookEvent, Payment | Payout> | undefined
  }

/**
 * Result of a delivery or a check, with the HTTP status of the response to a delivery.
 *
 * - `handled` (200): the handler of the event ran.
 * - `unhandled` (200): genuine, but without a handler. With one, it runs at the next delivery or check.
 * - `mismatch` (200 if `on['payment.mismatch']` ran; 500 without it): the invoice differs from `expected`.
 * - `duplicate` (200): the state was handled before; its handler did not run again.
 * - `ahead` (503): the delivery says more than the record that was read. What the record says was handled; the gateway delivers
 *   the rest again.
 * - `behind` (503; 200 with `confirm: false`): the state that was read, or delivered, is older than the one handled last. No handler
 *   ran.
 * - `busy` (409): another worker is handling the record.
 * - `unconfirmed` (401): signed, but the gateway has no such record, or it belongs to another `order_id`.
 * - `refused` (400, 401, 403, 405, 413, 429): malformed, not genuine, or turned away by address, method, size or rate.
 * - `failed` (500; 503 for `rateLimit`): a function of yours threw or took longer than `handlerTimeoutMs`, or the body was
 *   parsed before it could be verified.
 * - `unavailable` (503): the record could not be read, or the store could not be reached.
 */
export type WebhookResult =
  | 'handled'
  | 'unhandled'
  | 'mismatch'
  | 'duplicate'
  | 'ahead'
  | 'behind'
  | 'busy'
  | 'unconfirmed'
  | 'refused'
  | 'failed'
  | 'unavailable'

/** Report on one delivery or check. */
export interface DeliveryReport {
  /** Type of the event; absent if the delivery was refused. */
  readonly type?: WebhookEvent['type'] | undefined
  /** Status that the handler was chosen by: that of the record, if it was read. Absent if there is none. */
  readonly status?: string | undefined
  /** Result of the delivery or check. */
  readonly result: WebhookResult
  /** Milliseconds that it took. */
  readonly durationMs: number
  /**
   * The event, as the record says it, that was read or handed to `check`; with `confirm: false`, as the delivery says it. Absent
   * if the delivery was refused, and if its record was to be read and was not: `unconfirmed`, or a `duplicate` that needs no read.
   */
  readonly event?: WebhookEvent | undefined
  /** Error thrown by one of your functions, by the reader or by the store. */
  readonly error?: unknown
}

/** Context of a delivery that the `Request` does not contain. Adapters fill it in. */
export interface DeliveryContext {
  /** IP address of the other end of the socket, never one from a header. */
  readonly remoteAddress?: string | undefined
}

/** Options of `handle.check`. */
export interface CheckOptions {
  /**
   * Type of the record: `payment`, `payout`, or `wallet` for a top-up of a static wallet, whose handlers are its own.
   * @default payment
   */
  readonly type?: WebhookEvent['type'] | undefined
}

/** Handles one delivery: takes a `Request` and resolves with the `Response`. Never rejects. */
export type WebhookEndpoint = (request: WebRequest, context?: DeliveryContext) => Promise<WebResponse>

/** Endpoint of webhooks. Its member `check` goes through the same steps without a webhook. */
export type WebhookHandle = WebhookEndpoint & {
  /**
   * Reads a record and runs its handler as a webhook would: from a button, a landing page, a cron job or a bot.
   *
   * Takes a reference, or a record that was just read. A record is a hint: if its state is the one handled last, the result is
   * `duplicate` without a read; otherwise it is read again. By `order_id` it costs one read more; deposits to a static wallet
   * share theirs, so they are asked for by `uuid`. Inside a handler of the same record the result is `busy`.
   *
   * Resolves with the report that `onDelivery` gets.
   *
   * @throws {CryptomusError} kind `validation`: an argument does not fit. Kind `config`: the handler has `confirm: false`.
   */
  readonly check: (target: RecordRef | Payment | Payout, options?: CheckOptions) => Promise<DeliveryReport>
}

/** Reader of the gateway's records: a client, or any object with these two members. */
export interface RecordReader {
  /** Reads invoices, and top-ups of static wallets, by `uuid`; by `order_id` only for `handle.check`. */
  readonly payments: { get(params: RecordRef): Promise<Payment> }
  /** Reads payouts by `uuid`, and by `order_id` where the record found by `uuid` has none. */
  readonly payouts: { get(params: RecordRef): Promise<Payout> }
}

/** Amount and currency that an invoice has according to your own order. */
export interface ExpectedAmount {
  /** Amount of the invoice in `currency`, before fees, as a decimal string: `"10.50"`. `10.5` and `10.50` are equal. */
  readonly amount: string
  /** Currency of the invoice, not of the payer: `USD`. Compared without regard to case. */
  readonly currency: string
}

/** Result of `expected`. */
export type Expectation = ExpectedAmount | 'any' | undefined | null

/** Options of a client that have no use here and may stand here all the same, so that settings can be spread into both. */
type SpreadOptions = {
  readonly [Name in
    | 'merchantId'
    | 'fetch'
    | 'baseUrl'
    | 'allowHttp'
    | 'timeoutMs'
    | 'attemptTimeoutMs'
    | 'retries'
    | 'middleware'
    | 'sign']?: unknown
}

/** Options of `createWebhookHandler`. The other options of a client are accepted and not used: `{ ...settings, confirm, on }`. */
export interface WebhookHandlerOptions extends SpreadOptions {
  /** Payment API key, or several during a rotation. Verifies webhooks of type `payment` and `wallet`. */
  readonly apiKey: string | readonly string[] | undefined
  /** Payout API key, or several during a rotation. Verifies webhooks of type `payout`. @default apiKey */
  readonly payoutApiKey?: string | readonly string[] | undefined
  /**
   * Reader of the record of each event, before a handler runs: a client. Costs one call for each delivery, none for a paid
   * state that was handled.
   *
   * Without it, a replayed, outdated or test webhook counts as money: its signature is valid. `false` only if the handlers read
   * the record themselves, or nothing of value depends on them.
   */
  readonly confirm: RecordReader | false
  /** Handlers by the name of the event. An event without a handler is acknowledged with a 200. */
  readonly on: WebhookHandlers
  /**
   * Returns the amount and the currency of your order for an event of type `payment`; `'any'` to skip the comparison, for an
   * order of static wallets for example; `undefined` or `null` for an `order_id` that is no order of yours.
   *
   * They are compared with `amount` and `currency` of the invoice, not with the amount received. If one differs, and for an
   * unknown order, `on['payment.mismatch']` runs; without that handler the response is a 500. Not called for top-ups and
   * payouts, nor for what was handled before.
   */
  readonly expected?: ((event: PaymentEvent) => Expectation | Promise<Expectation>) | undefined
  /**
   * Memory of what was handled, one entry a record. A state that was handled is acknowledged and not run again; what a crash
   * interrupted is run again.
   *
   * @default none: each delivery runs its handler, and two of one record wait for each other within this handler only
   */
  readonly store?: Store | undefined
  /** Milliseconds for which one worker owns a record; renewed while the worker runs. @default 30_000 */
  readonly leaseMs?: number | undefined
  /**
   * Milliseconds that each of your functions may take, each by itself: handlers, `expected`, `rateLimit`, reader and store.
   *
   * When they are up, `context.signal` aborts, the record is given up and the response is a 500, or a 503 for reader, store
   * and `rateLimit`. On a platform with a time limit, choose three seconds less.
   * @default 60_000
   */
  readonly handlerTimeoutMs?: number | undefined
  /** Milliseconds that a delivery waits for another worker at the same record before it is a 409; may be 0. @default 5_000 */
  readonly waitMs?: number | undefined
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
   * Returns `false` to refuse a delivery with a 429.
   *
   * Asked before the body is read where there is an address. Without one, asked only after a signature has failed, so that the
   * gateway shares no bucket with strangers.
   * @default no limit
   */
  readonly rateLimit?: ((address: string | undefined, request: WebRequest) => boolean | Promise<boolean>) | undefined
  /**
   * Logger of the result of each delivery; `console` fits. `debug` gets each signature that matches: the `type`, the role of the
   * `key`, and the `form` that was signed. Keys, signatures and bodies are never logged. `false`: none.
   *
   * @default console, and only for what needs your attention: an error of your own function, a paid event without a handler, a
   * mismatch without a handler, a missing store
   */
  readonly logger?: Logger | false | undefined
  /** Receives one report for each delivery and check, for metrics. An error that it throws is ignored. @default none */
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
