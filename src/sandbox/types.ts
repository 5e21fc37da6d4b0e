import type { Fetch } from '../call/types.ts'
import type { GatewayId } from '../env.ts'
import type { Gateway } from '../gateways/types.ts'
import type { WebRequest, WebResponse } from '../platform/types.ts'

/** What the gateway does not document: each switch has the likeliest default. */
export interface SandboxWire {
  /** Escape what lies beyond ASCII in webhooks as `\uXXXX`. @default false */
  readonly escapeUnicode?: boolean | undefined
  /** HTTP status of a refused signature. @default 401 */
  readonly invalidSignStatus?: number | undefined
  /** HTTP status of a record that does not exist. @default 422 */
  readonly notFoundStatus?: number | undefined
  /** Milliseconds from a payment to its confirmation. @default 0 */
  readonly confirmationMs?: number | undefined
  /** Milliseconds that a payout is processed for. @default 60_000 */
  readonly payoutMs?: number | undefined
  /** Milliseconds that a refund is processed for. @default 60_000 */
  readonly refundMs?: number | undefined
  /** Milliseconds until a webhook that was not answered with 2xx is sent again; doubled each time. @default 60_000 */
  readonly redeliveryMs?: number | undefined
  /** How often a webhook is sent again at most. @default 10 */
  readonly redeliveries?: number | undefined
  /** What `is_subtract: true` takes a payout's fee from. @default what the gateway documents */
  readonly subtractFrom?: 'balance' | 'amount' | undefined
}

/** The same switches, all of them set. */
export type ResolvedWire = { readonly [Switch in keyof SandboxWire]-?: NonNullable<SandboxWire[Switch]> }

/** Receives a webhook as your endpoint would. A `(request: Request) => Promise<Response>` fits. */
export type Deliver = (request: WebRequest) => Promise<WebResponse> | WebResponse

/** How a sandbox is set up; everything has a default. */
export interface SandboxOptions {
  /** UUID that requests must carry. */
  readonly merchantId?: string | undefined
  /** Payment key that requests must be signed with. */
  readonly apiKey?: string | undefined
  /** Payout key that payouts must be signed with. */
  readonly payoutApiKey?: string | undefined
  /** Which gateway to play. @default cryptomus */
  readonly gateway?: Gateway | GatewayId | undefined
  /** Where its clock starts. @default now */
  readonly startAt?: Date | number | undefined
  /** Makes ids and addresses repeatable. @default 1 */
  readonly seed?: number | undefined
  /** Receives webhooks. Left out, they are only recorded in `deliveries`. */
  readonly deliver?: Deliver | undefined
  /** Switches for what the gateway does not document. */
  readonly wire?: SandboxWire | undefined
  /** How many deliveries are remembered. @default 1000 */
  readonly historyLimit?: number | undefined
}

/** One webhook that was sent. */
export interface Delivery {
  /** The `url_callback` that it was sent to. */
  readonly url: string
  /** The signed body, exactly as it was sent. */
  readonly body: string
  /** HTTP status of the answer; 0 when there was none, `undefined` when it was only recorded. */
  readonly status: number | undefined
  /** When it was sent, in the sandbox's time: milliseconds since 1970. */
  readonly at: number
}

/** How an invoice is paid. */
export interface PayOptions {
  /** How much is paid, as a decimal string in the payer's currency. @default what is still missing */
  readonly amount?: string | undefined
  /** Currency that the payer chooses, when the invoice leaves the choice. @default the first that it allows */
  readonly currency?: string | undefined
  /** Network that the payer chooses, when the invoice leaves the choice. @default the first of the currency */
  readonly network?: string | undefined
  /** Hash of the transaction. @default made up */
  readonly txid?: string | undefined
}

/** What a client needs to talk to a sandbox. */
export interface SandboxClientOptions {
  /** UUID that the sandbox takes. */
  readonly merchantId: string
  /** Payment key that the sandbox takes. */
  readonly apiKey: string
  /** Payout key that the sandbox takes. */
  readonly payoutApiKey: string
  /** The gateway that the sandbox plays. */
  readonly gateway: Gateway
  /** Never leaves the process. */
  readonly fetch: Fetch
}

/** A gateway in memory: it checks, answers and sends webhooks as the real one does, and its clock is yours. */
export interface Sandbox {
  /** Options for `createClient`: credentials and a `fetch` that never leaves the process. */
  readonly clientOptions: SandboxClientOptions
  /** Answers one API request. */
  readonly handle: (request: SandboxRequest) => Promise<WebResponse>
  /** Pays an invoice as a payer would; resolves when the webhooks have been delivered. */
  readonly pay: (uuid: string, options?: PayOptions) => Promise<void>
  /** Tops up a static wallet, whatever the amount; resolves when the webhooks have been delivered. */
  readonly deposit: (
    walletUuid: string,
    options: {
      /** How much is sent, as a decimal string in the wallet's currency. */
      readonly amount: string
      /** Hash of the transaction. @default made up */
      readonly txid?: string | undefined
    },
  ) => Promise<void>
  /** Moves the clock, and with it everything that waits for time; resolves when the webhooks have been delivered. */
  readonly advance: (ms: number) => Promise<void>
  /** Ends a payout. `isFinal: false` with `fail` leaves it open, as the gateway's support can. @default isFinal: true */
  readonly settlePayout: (
    uuid: string,
    status: 'paid' | 'fail',
    options?: { readonly isFinal?: boolean | undefined },
  ) => Promise<void>
  /** The webhooks that were sent, oldest first. */
  readonly deliveries: readonly Delivery[]
  /** The sandbox's time: milliseconds since 1970. */
  readonly now: () => number
}

/** The part of a `Request` that the sandbox reads. */
export interface SandboxRequest {
  /** HTTP method. */
  readonly method: string
  /** Absolute URL, query string included. */
  readonly url: string
  /** Looks a header up by its name, in any case. */
  readonly headers: { get(name: string): string | null }
  /** Reads the whole body. */
  text(): Promise<string>
}
