import type { Fetch } from '../call/types.ts'
import type { GatewayId } from '../env.ts'
import type { Gateway } from '../gateways/types.ts'
import type { WebRequest, WebResponse } from '../platform/types.ts'
import type { PaymentStatus, PayoutStatus } from '../status/status.ts'
import type { SandboxFault } from './faults.ts'
import type { SandboxWire } from './wire.ts'

/** Receives a webhook as an endpoint would. A `(request: Request) => Promise<Response>` fits. */
export type Deliver = (request: WebRequest) => Promise<WebResponse> | WebResponse

/** A currency that a sandbox knows beside its own, or instead of one of them. */
export interface SandboxCurrency {
  /** Price of one unit in US dollars, as a decimal string: `"0.25"`. */
  readonly price: string
  /** Networks of a coin, the usual one first: `["eth"]`. Left out for a fiat currency, which invoices can be made out in. */
  readonly networks?: readonly string[] | undefined
}

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
  /** Currencies to add, or to change, by code: `{ PEPE: { price: '0.00001', networks: ['eth'] } }`. @default none */
  readonly currencies?: Readonly<Record<string, SandboxCurrency>> | undefined
  /**
   * What another sandbox returned from `save`, to go on from there: records, balances, clock, ids, faults and webhooks that
   * wait. Options are not part of it; `startAt` and `seed` have no effect beside it.
   */
  readonly state?: string | undefined
}

/** A webhook that was sent. */
export interface Delivery {
  /** The `url_callback` that the webhook was sent to. */
  readonly url: string
  /** The signed body, exactly as it was sent. */
  readonly body: string
  /**
   * HTTP status of the response; 0 when there was none. `undefined` while the webhook is on its way, and where nobody
   * receives webhooks.
   */
  readonly status: number | undefined
  /** Time of the delivery on the sandbox's clock: milliseconds since 1970. */
  readonly at: number
  /** Why there was no response: an error of the receiver, a host that webhooks are not sent to, no time left. */
  readonly diagnosis?: string | undefined
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

/** Options of `Sandbox.setStatus`. */
export interface SetStatusOptions {
  /** `is_final` of the record. @default as documented for the status */
  readonly isFinal?: boolean | undefined
  /** `fail_reason` in the webhook of a payout that failed: `"aml"`, `"system_error"`, `"address_error"`. */
  readonly failReason?: string | undefined
}

/**
 * A gateway in memory: it checks requests, keeps books and sends webhooks as the real one does.
 *
 * An API call is answered before any webhook leaves. Webhooks about one record leave one after the other; those about
 * different records do not wait for each other. `pay`, `deposit`, `setStatus`, `advance` and `settlePayout` resolve when the
 * webhooks that they cause were delivered, so a receiver must not wait for one of them about the record of its webhook. They
 * reject with a `validation` error for a record that does not exist, and for input that does not fit its state.
 */
export interface Sandbox {
  /** Options for `createClient`: credentials and a `fetch` that never leaves the process. */
  readonly clientOptions: SandboxClientOptions
  /**
   * Responds to one API request. Where a `fault` breaks the connection, it rejects with an error of the code `ECONNRESET`,
   * or never settles.
   */
  readonly handle: (request: SandboxRequest) => Promise<WebResponse>
  /** Pays an invoice, whole or in part, as a payer would. */
  readonly pay: (uuid: string, options?: PayOptions) => Promise<void>
  /** Sends money to a static wallet. Each top-up is a payment of its own, and the wallet's webhook names its uuid. */
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
   * Puts an invoice, a top-up, a payout or a recurring payment into any documented status, also one that no other call leads
   * to, and books what the status implies: `paid` pays what is missing, `cancel` sends back what was paid, `locked` takes it
   * back from the balance. The record stays there; only an invoice that waits for its payer still expires.
   */
  readonly setStatus: (uuid: string, status: PaymentStatus | PayoutStatus, options?: SetStatusOptions) => Promise<void>
  /**
   * Moves the clock by a number of milliseconds, 0 or more: invoices expire, payouts are paid, webhooks are sent again.
   * `advance(0)` waits for the webhooks that API calls caused.
   */
  readonly advance: (ms: number) => Promise<void>
  /**
   * Ends a payout. With `fail`, `isFinal: false` leaves it open, as the gateway's support can; `isFinal` is true by default.
   */
  readonly settlePayout: (
    uuid: string,
    status: 'paid' | 'fail',
    options?: { readonly isFinal?: boolean | undefined },
  ) => Promise<void>
  /**
   * Makes the next API calls, or the next webhooks, go wrong. Faults are used up in the order in which they were made.
   * Returns a function that takes the fault back.
   *
   * @throws {CryptomusError} kind `validation`: the fault names an unknown kind, operation or option.
   */
  readonly fault: (fault: SandboxFault) => () => void
  /** The webhooks that were sent, oldest first. */
  readonly deliveries: readonly Delivery[]
  /** Returns the time on the sandbox's clock: milliseconds since 1970. */
  readonly now: () => number
  /** Returns all that the sandbox knows as JSON, for the option `state`. Keys are not in it. */
  readonly save: () => string
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
