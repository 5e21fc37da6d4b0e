/**
 * An error of this package: an `Error` with the name `CryptomusError` and the fields of its `kind`.
 *
 * Recognise one with `isCryptomusError`; `instanceof` does not work across copies of the package.
 */
export type CryptomusError<Kind extends ErrorKind = ErrorKind> = {
  [K in Kind]: Error & CallFields & ErrorFields[K] & { readonly kind: K }
}[Kind]

/**
 * The kind of an error.
 *
 * - `config`: an option, an environment variable or a function that was passed is missing or unusable. Fix the code or the
 *   settings.
 * - `validation`: params or an argument do not fit. Nothing was sent.
 * - `network`: no complete response arrived: the connection was refused, failed or broke.
 * - `timeout`: no complete response arrived in time.
 * - `aborted`: the caller's signal aborted a call that was already sent and may have changed something. An abort of a call
 *   that was not sent, or that only reads, rejects with the reason of the signal instead.
 * - `api`: the gateway refused the call in a complete response of its own.
 * - `response`: the response is not the gateway's: HTML, incomplete JSON, a redirect, a body over 1 MiB, or a result of
 *   another shape.
 * - `conflict`: the gateway holds a record under this `order_id` that differs from what was asked for.
 * - `unsettled`: `ensurePayout` or `closePayout` cannot know yet whether a payout was made. The same call goes on later; never
 *   refund because of it, and never send it under another `order_id`.
 * - `webhook`: a webhook must not be trusted.
 */
export type ErrorKind = keyof ErrorFields

/**
 * The known effect of a call that failed.
 *
 * - `not_sent`: the request never left, so nothing has happened.
 * - `rejected`: the gateway refused it in a complete response, so nothing was done.
 * - `unknown`: it may or may not have been done. Read the record before you act again.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown'

/** Fields that every error has beside its message. */
export interface CallFields {
  /** Id of the operation that was called: `payments.create`. Absent outside a call. */
  readonly operation?: string | undefined
  /** Number of times the request was sent; 0 when it never left. */
  readonly attempts: number
  /** Milliseconds from the start of the call to the error; 0 outside a call. */
  readonly elapsedMs: number
  /** Known effect of the call, over all its attempts. */
  readonly outcome: Outcome
  /** `true` when the identical call, sent again, cannot act twice and may succeed. */
  readonly retryable: boolean
}

/**
 * A record that an error carries: the result of the operation, for example a `Payout`.
 *
 * The type names the members that are common to payments, payouts, static wallets and recurring payments; for the others write
 * `error.existing as Payout`.
 */
export interface ExistingRecord {
  /** UUID of the record. */
  readonly uuid?: string | undefined
  /** Your own id of the record, where the result repeats it. */
  readonly order_id?: string | null | undefined
  /** Status of the record; absent from a static wallet. */
  readonly status?: string | undefined
  /** Amount as the record has it, a decimal string in `currency`; absent from a static wallet. */
  readonly amount?: string | undefined
  /** Currency code of the record. */
  readonly currency?: string | undefined
  /** Code of the network; absent from a recurring payment. */
  readonly network?: string | null | undefined
  /** Address that is paid to; absent from a recurring payment. */
  readonly address?: string | null | undefined
}

/** Fields of each kind of error beside those of `CallFields`. */
export interface ErrorFields {
  /** Fields of a `config` error. */
  readonly config: {
    /** Name of the option or argument: `apiKey`, `on.payment.paid`. */
    readonly option: string
  }
  /** Fields of a `validation` error. */
  readonly validation: {
    /** The violations, one entry each. */
    readonly issues: readonly Issue[]
  }
  /** Fields of a `network` error. */
  readonly network: {
    /** Copy of the transport's error (name, message, stack, code and causes) without secrets. */
    readonly cause: unknown
  }
  /** Fields of a `timeout` error. */
  readonly timeout: {
    /**
     * `undefined`: the time limit is the client's own, so no other error caused it. Of `waitForPayment` and `waitForPayout`: the error of
     * the last read, if that failed.
     */
    readonly cause: unknown
    /** Last record that `waitForPayment` or `waitForPayout` read; absent if there was none, and from other calls. */
    readonly existing?: ExistingRecord | undefined
  }
  /** Fields of an `aborted` error. */
  readonly aborted: {
    /** Copy of the signal's reason, as an `Error` without secrets. */
    readonly cause: unknown
  }
  /** Fields of an `api` error. */
  readonly api: {
    /** HTTP status of the response. */
    readonly status: number
    /** Why the gateway refused; absent where its words are none of the known ones. */
    readonly reason?: RefusalReason | undefined
    /** The gateway's complaints by field, `''` for those without one: `{ amount: ['validation.required'] }`. Empty when it named no field. */
    readonly errors: Readonly<Record<string, readonly string[]>>
    /** The gateway's own message, in English; absent when it sent none. */
    readonly gatewayMessage?: string | undefined
    /** Milliseconds to wait, from the header `Retry-After`; absent when there was none. */
    readonly retryAfterMs?: number | undefined
    /** The response's `cf-ray` or `x-request-id`, for a question to the gateway; absent when there was none. */
    readonly requestId?: string | undefined
  }
  /** Fields of a `response` error. */
  readonly response: {
    /** HTTP status of the response. */
    readonly status: number
    /** First 200 characters of the body, without secrets; empty where the body was not read. */
    readonly text: string
    /** Milliseconds to wait, from the header `Retry-After`; absent when there was none. */
    readonly retryAfterMs?: number | undefined
    /** The response's `cf-ray` or `x-request-id`; absent when there was none. */
    readonly requestId?: string | undefined
  }
  /** Fields of a `conflict` error. */
  readonly conflict: {
    /** Names of the fields that differ. */
    readonly fields: readonly string[]
    /** The record that the gateway holds. */
    readonly existing?: ExistingRecord | undefined
  }
  /** Fields of an `unsettled` error. */
  readonly unsettled: {
    /** The `order_id` of the payout. */
    readonly orderId: string
    /** Milliseconds after which asking again can bring news. */
    readonly retryAfterMs: number
    /** Why the gateway refused it for now, if it did; absent where its words are none of the known ones. */
    readonly reason?: RefusalReason | undefined
    /** Last error that the gateway, the network or the store gave; absent if there was none. */
    readonly cause?: unknown
  }
  /** Fields of a `webhook` error. */
  readonly webhook: {
    /** Why the webhook must not be trusted. */
    readonly reason: WebhookReason
  }
}

/**
 * Why the gateway refused a request, so that nobody has to match its English.
 *
 * - `not_found`: the gateway has no such record.
 * - `invalid_sign`: the signature does not fit: another key, another merchant, or changed bytes.
 * - `invalid_params`: the gateway named fields that do not fit; they stand in `errors`.
 * - `not_enough_funds`: the balance is too small.
 * - `amount_limit`: the amount is below the minimum or above the maximum.
 * - `forbidden`: the key or the account may not do this, for example for 24 hours after a payout key was changed.
 * - `rate_limited`: too many requests.
 */
export type RefusalReason =
  | 'not_found'
  | 'invalid_sign'
  | 'invalid_params'
  | 'not_enough_funds'
  | 'amount_limit'
  | 'forbidden'
  | 'rate_limited'

/** One violation in the input. */
export interface Issue {
  /** Path of the member, its parts joined with dots: `amount`, `currencies.0.currency`. */
  readonly path: string
  /** The complaint without the path: `must be a string`. */
  readonly message: string
}

/**
 * Why a webhook must not be trusted.
 *
 * - `malformed`: the body is not a well-formed JSON object in UTF-8 of at most 128 levels, or a genuine one lacks a required
 *   field.
 * - `too_large`: the body has more than 64 KiB.
 * - `sign_missing`: the body has no member `sign` that is a string.
 * - `sign_mismatch`: `sign` is not 32 lower-case hex digits, or fits none of the keys.
 * - `duplicate_key`: an object in the body has the same name twice, which two parsers could read differently.
 * - `not_raw`: the body was already parsed; only its raw text or bytes can be verified.
 * - `unknown_type`: `type` is none of `payment`, `wallet` and `payout`.
 */
export type WebhookReason =
  | 'malformed'
  | 'too_large'
  | 'sign_missing'
  | 'sign_mismatch'
  | 'duplicate_key'
  | 'not_raw'
  | 'unknown_type'
