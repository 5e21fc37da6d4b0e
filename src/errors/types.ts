/**
 * What is known about the effect of a call that failed.
 *
 * - `not_sent`: the request never left, so nothing can have happened.
 * - `rejected`: the gateway said no in a complete answer, so nothing was done.
 * - `unknown`: it may or may not have been done. Read the record before you act again.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown'

/** One thing that is wrong with the input. */
export interface Issue {
  /** Where it is, with dots: `amount`, `currencies.0.currency`. */
  readonly path: string
  /** What the field wants instead. */
  readonly message: string
}

/** Why a webhook must not be trusted. */
export type WebhookReason =
  | 'malformed'
  | 'too_large'
  | 'sign_missing'
  | 'sign_mismatch'
  | 'duplicate_key'
  | 'not_raw'
  | 'unknown_type'
  | 'unconfirmed'

/** What every error carries beside its message. */
export interface CallFields {
  /** Id of the operation that was called: `payments.create`. Absent outside a call. */
  readonly operation?: string | undefined
  /** How many times the request was sent. 0 when nothing left the process. */
  readonly attempts: number
  /** Milliseconds from the start of the call to the error. */
  readonly elapsedMs: number
  /** What is known about the effect of the call. */
  readonly outcome: Outcome
  /** Whether the identical call, sent again, cannot act twice and may succeed. */
  readonly retryable: boolean
}

/** What each kind of error carries on its own. */
export interface ErrorFields {
  /** An option is missing or unusable. */
  readonly config: {
    /** Name of the option, as the function spells it. */
    readonly option: string
  }
  /** The params do not fit the operation; nothing was sent. */
  readonly validation: {
    /** One entry for each thing that is wrong. */
    readonly issues: readonly Issue[]
  }
  /** No complete answer came back. */
  readonly network: {
    /** A copy of the transport's error, without request data. */
    readonly cause: unknown
  }
  /** The time of the call ran out. */
  readonly timeout: {
    /** A copy of the transport's error, without request data. */
    readonly cause: unknown
  }
  /** The caller aborted a write that was already in flight. */
  readonly aborted: {
    /** The reason that the caller gave. */
    readonly cause: unknown
  }
  /** The gateway said no. */
  readonly api: {
    /** HTTP status of the answer. */
    readonly status: number
    /** The gateway's complaints by field: `{ amount: ['validation.required'] }`. */
    readonly errors: Readonly<Record<string, readonly string[]>>
    /** The gateway's own words, when it used any. */
    readonly gatewayMessage?: string | undefined
    /** How long the gateway asked to wait. */
    readonly retryAfterMs?: number | undefined
  }
  /** Something that is not the gateway's envelope answered. */
  readonly response: {
    /** HTTP status of the answer. */
    readonly status: number
    /** Up to 200 characters of what was answered, without secrets. */
    readonly text: string
    /** How long the answer asked to wait. */
    readonly retryAfterMs?: number | undefined
  }
  /** Another record lives under this `order_id`. */
  readonly conflict: {
    /** Names of the fields that differ. */
    readonly fields: readonly string[]
    /** The record that the gateway holds. */
    readonly existing: unknown
  }
  /** It cannot be known yet whether the payout was made. */
  readonly unsettled: {
    /** The `order_id` to ask again with. */
    readonly orderId: string
    /** When asking again can bring news. */
    readonly retryAfterMs: number
  }
  /** A webhook that must not be trusted. */
  readonly webhook: {
    /** Why not. */
    readonly reason: WebhookReason
  }
}

/** What went wrong, in one word. */
export type ErrorKind = keyof ErrorFields

/** An error of this package: a real `Error`, told apart by `kind`. */
export type CryptomusError<Kind extends ErrorKind = ErrorKind> = {
  [K in Kind]: Error & CallFields & ErrorFields[K] & { readonly kind: K }
}[Kind]
