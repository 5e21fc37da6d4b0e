import type { Scheme } from '../signing/sign-payload.ts'

/**
 * Role of the API key that signs a request.
 *
 * - `payment`: the payment key.
 * - `payout`: the payout key, which the gateway issues separately.
 * - `none`: the request is not signed.
 */
export type KeyRole = 'payment' | 'payout' | 'none'

/** Request to authenticate: the argument of a gateway's `buildHeaders`. */
export interface HeaderRequest {
  /** HTTP method of the operation. */
  readonly method: string
  /** Absolute URL of the request, query string included. */
  readonly url: string
  /** Body exactly as it is sent; `undefined` without one. */
  readonly body: string | undefined
  /** UUID of the merchant. */
  readonly merchantId: string
  /** API key that signs the operation; `undefined` for a role of `none`. */
  readonly apiKey: string | undefined
}

/** A gateway of the Cryptomus protocol, as plain data: its addresses and its differences from Cryptomus. */
export interface Gateway {
  /** Short name for messages: `cryptomus`. */
  readonly id: string
  /** Base URL of its API, without a version: `https://api.cryptomus.com`. */
  readonly apiUrl: string
  /** Base URL of its payment pages: `https://pay.cryptomus.com`. */
  readonly payUrl: string
  /** IP addresses that its webhooks are sent from. */
  readonly webhookIps: readonly string[]
  /** Role of the key that signs an operation, by operation id, where it differs from the operation's own. */
  readonly keyOverrides: Readonly<Record<string, KeyRole>>
  /**
   * Path of an operation, by operation id, where it differs from the operation's own; it begins with `/`:
   * `/v1/payment/resend`.
   */
  readonly pathOverrides: Readonly<Record<string, string>>
  /**
   * Ids of operations that it does not offer, and params of others (`payments.refund.amount`) that it would ignore; using one
   * is a `config` error.
   */
  readonly unsupported: readonly string[]
  /**
   * `false` for a gateway whose responses carry ids of its own instead of repeating the request: nothing is compared then, and
   * no `conflict` is raised. @default true
   */
  readonly echo?: boolean | undefined
  /**
   * Returns the headers that authenticate a request, as a plain object. They replace `user-agent`, `accept` and, where there is
   * a body, `content-type: application/json`, which are sent beside them.
   *
   * @default `merchant` and `sign`, by the MD5 scheme of Cryptomus
   */
  readonly buildHeaders?:
    | ((request: HeaderRequest) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>)
    | undefined
  /** Signature scheme of its webhooks. @default a `sign` in the body, by the MD5 scheme of Cryptomus */
  readonly scheme?: Scheme | undefined
}
