import type { Fetch } from '../call/types.ts'
import type { GatewayId } from '../env.ts'
import type { Gateway } from '../gateways/types.ts'
import type { WebRequest, WebResponse } from '../platform/types.ts'

/** Switches for behaviour that the gateway does not document, or documents in two ways. The defaults are the likeliest. */
export interface SandboxWire {
  /** True to write characters beyond ASCII in webhooks as `\uXXXX`. @default false */
  readonly escapeUnicode?: boolean | undefined
  /** HTTP status of a response to a wrong signature: 200, or 400 to 599. @default 401 */
  readonly invalidSignStatus?: number | undefined
  /** HTTP status of a response about a record that does not exist: 200, or 400 to 599. @default 422 */
  readonly notFoundStatus?: number | undefined
  /** Milliseconds from a payment to its confirmation; `Infinity` for never. @default 0 */
  readonly confirmationMs?: number | undefined
  /** Milliseconds until a payout is paid; `Infinity` leaves it to `settlePayout`. @default 60_000 */
  readonly payoutMs?: number | undefined
  /** Milliseconds until a refund is paid; `Infinity` for never. @default 60_000 */
  readonly refundMs?: number | undefined
  /** Milliseconds until a webhook without a 2xx response is sent again; doubled each time. @default 60_000 */
  readonly redeliveryMs?: number | undefined
  /** Maximum number of times a webhook is sent again. @default 10 */
  readonly redeliveries?: number | undefined
  /**
   * Source of a payout's fee under `is_subtract: true`: the merchant's balance, or the amount of the payout.
   * @default 'balance', and 'amount' for heleket
   */
  readonly subtractFrom?: 'balance' | 'amount' | undefined
}

/** The same switches, all of them set. */
export type ResolvedWire = { readonly [Switch in keyof SandboxWire]-?: NonNullable<SandboxWire[Switch]> }

/** Receives a webhook as an endpoint would. A `(request: Request) => Promise<Response>` fits. */
export type Deliver = (request: WebRequest) => Promise<WebResponse> | WebResponse

/** Options of `createSandbox`; all are optional, and `undefined` counts as left out. */
export interface SandboxOptions {
  /** Merchant id that requests must carry. @default a fixed UUID, see `clientOptions` */
  readonly merchantId?: string | undefined
  /** Payment key that requests must be signed with. @default 'sandbox-payment-api-key' */
  readonly apiKey?: string | undefined
  /** Payout key that payouts and transfers must be signed with. @default 'sandbox-payout-api-key' */
  readonly payoutApiKey?: string | undefined
  /** The gateway to imitate, or its id. @default cryptomus */
  readonly gateway?: Gateway | GatewayId | undefined
  /** Start of the sandbox's clock: a date, or milliseconds since 1970. @default now */
  readonly startAt?: Date | number | undefined
  /** Seed of ids and addresses: the same seed produces the same ones. @default 1 */
  readonly seed?: number | undefined
  /** Receives webhooks. @default none: webhooks are only kept in `deliveries` */
  readonly deliver?: Deliver | undefined
  /** Switches for what the gateway does not document. */
  readonly wire?: SandboxWire | undefined
  /** Maximum length of `deliveries`; the oldest are dropped. @default 1_000 */
  readonly historyLimit?: number | undefined
}

/** A webhook that was sent. */
export interface Delivery {
  /** The `url_callback` that the webhook was sent to. */
  readonly url: string
  /** The signed body, exactly as it was sent. */
  readonly body: string
  /** HTTP status of the response; 0 when there was none, `undefined` when nobody receives webhooks. */
  readonly status: number | undefined
  /** Time of the delivery on the sandbox's clock: milliseconds since 1970. */
  readonly at: number
}

/** Options of `Sandbox.pay`. */
export interface PayOptions {
  /** Amount to pay, as a decimal string in the payer's currency, above zero. @default the amount that is still due */
  readonly amount?: string | undefined
  /** Currency that the payer chooses, where the invoice leaves the choice. @default the first one that it allows */
  readonly currency?: string | undefined
  /** Network that the payer chooses, where the invoice leaves the choice. @default the first one of the currency */
  readonly network?: string | undefined
  /** Hash of the transaction. @default a generated one */
  readonly txid?: string | undefined
}

/** Options with which a client reaches a sandbox. */
export interface SandboxClientOptions {
  /** Merchant id that the sandbox accepts. */
  readonly merchantId: string
  /** Payment key that the sandbox accepts. */
  readonly apiKey: string
  /** Payout key that the sandbox accepts. */
  readonly payoutApiKey: string
  /** The gateway that the sandbox imitates. */
  readonly gateway: Gateway
  /** Transport that ends in the sandbox and never leaves the process. */
  readonly fetch: Fetch
}

/**
 * A gateway in memory: it checks requests, keeps books and sends webhooks as the real one does.
 *
 * `pay`, `deposit`, `advance` and `settlePayout` reject with a `validation` error for a record that does not exist, and for
 * input that does not fit its state.
 */
export interface Sandbox {
  /** Options for `createClient`: credentials and a `fetch` that never leaves the process. */
  readonly clientOptions: SandboxClientOptions
  /** Responds to one API request, and delivers the webhooks that it causes. */
  readonly handle: (request: SandboxRequest) => Promise<WebResponse>
  /** Pays an invoice, whole or in part, as a payer would; resolves when the webhooks have been delivered. */
  readonly pay: (uuid: string, options?: PayOptions) => Promise<void>
  /** Sends money to a static wallet; resolves when the webhooks have been delivered. */
  readonly deposit: (
    walletUuid: string,
    options: {
      /** Amount to send, as a decimal string in the wallet's currency, above zero. */
      readonly amount: string
      /** Hash of the transaction. @default a generated one */
      readonly txid?: string | undefined
    },
  ) => Promise<void>
  /**
   * Moves the clock by a number of milliseconds, 0 or more: invoices expire, payouts are paid, webhooks are sent again.
   * Resolves when the webhooks have been delivered.
   */
  readonly advance: (ms: number) => Promise<void>
  /**
   * Ends a payout; resolves when the webhooks have been delivered. With `fail`, `isFinal: false` leaves it open, as the
   * gateway's support can; `isFinal` is true by default.
   */
  readonly settlePayout: (
    uuid: string,
    status: 'paid' | 'fail',
    options?: { readonly isFinal?: boolean | undefined },
  ) => Promise<void>
  /** The webhooks that were sent, oldest first. */
  readonly deliveries: readonly Delivery[]
  /** Returns the time on the sandbox's clock: milliseconds since 1970. */
  readonly now: () => number
}

/** The part of a `Request` that the sandbox reads. */
export interface SandboxRequest {
  /** HTTP method. */
  readonly method: string
  /** Absolute URL, query string included. */
  readonly url: string
  /** Headers of the request; `get` takes a name in any case. */
  readonly headers: { get(name: string): string | null }
  /** Reads the whole body as text. */
  text(): Promise<string>
}
