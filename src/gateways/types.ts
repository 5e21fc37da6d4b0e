import type { Scheme } from '../signing/sign-payload.ts'

/** Which of the merchant's keys signs a request. */
export type KeyRole = 'payment' | 'payout' | 'none'

/** One request on its way out, as a gateway's `buildHeaders` sees it. */
export interface HeaderRequest {
  /** HTTP method of the operation. */
  readonly method: string
  /** Where it goes, query string included. */
  readonly url: string
  /** The body exactly as it will be sent, or `undefined` when there is none. */
  readonly body: string | undefined
  /** UUID of the merchant. */
  readonly merchantId: string
  /** The key that this operation is signed with; `undefined` for one that needs none. */
  readonly apiKey: string | undefined
}

/** Where a gateway lives and how it differs, as plain data. */
export interface Gateway {
  /** Short name, for messages: `cryptomus`. */
  readonly id: string
  /** Where its API answers, without version: `https://api.cryptomus.com`. */
  readonly apiUrl: string
  /** Where payers are sent: `https://pay.cryptomus.com`. */
  readonly payUrl: string
  /** Addresses that its webhooks come from. */
  readonly webhookIps: readonly string[]
  /** Operations that another key signs than usual, by operation id. */
  readonly keys: Readonly<Record<string, KeyRole>>
  /** Ids of operations that it does not have. */
  readonly without: readonly string[]
  /** Authenticates a request, for a gateway that does it differently. */
  readonly buildHeaders?:
    | ((request: HeaderRequest) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>)
    | undefined
  /** Checks a webhook, for a gateway that signs differently. */
  readonly scheme?: Scheme | undefined
}
