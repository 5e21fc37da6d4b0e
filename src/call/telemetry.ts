import type { ErrorKind, Outcome, RefusalReason } from '../errors/types.ts'
import type { Middleware } from './types.ts'

/** Report of one call, for metrics and traces. */
export interface CallRecord {
  /** Id of the operation: `payments.create`. */
  readonly operation: string
  /** Milliseconds from the start of the call to its end, with retries and the pauses between them. */
  readonly durationMs: number
  /** Number of times the request was sent. */
  readonly attempts: number
  /** `ok`, or the known effect of a call that failed: `not_sent`, `rejected` or `unknown`. */
  readonly outcome: 'ok' | Outcome
  /** HTTP status of the last response; absent when there was none. */
  readonly status?: number | undefined
  /** Kind of the error; absent when the call succeeded, and when a middleware threw an error of its own. */
  readonly kind?: ErrorKind | undefined
  /** Why the gateway refused; absent where it did not, or not in known words. */
  readonly reason?: RefusalReason | undefined
  /** The last response's `cf-ray` or `x-request-id`; absent when there was none. */
  readonly requestId?: string | undefined
}

/** Receives the report of a call. */
export type Recorder = (entry: CallRecord) => unknown

// Shared by the ESM and the CJS copy of this package.
const brand = /* @__PURE__ */ Symbol.for('cryptomus-kit.telemetry')

/**
 * Creates a member of `middleware` that gets one report of each call when it is over, for metrics and traces.
 *
 * It wraps nothing: the caller itself reports, so that a `conflict`, an unreadable response and params that do not fit count
 * as what they were. A report is frozen and holds no secret and nothing of the params. An error that the function throws is
 * ignored. Never throws.
 */
export const withTelemetry = (record: Recorder): Middleware =>
  Object.assign<Middleware, object>((next) => next, { [brand]: record })

/** Returns the function that a middleware of `withTelemetry` reports to; `undefined` for any other middleware. */
export const recorderOf = (middleware: Middleware): Recorder | undefined =>
  (middleware as { readonly [brand]?: Recorder })[brand]
