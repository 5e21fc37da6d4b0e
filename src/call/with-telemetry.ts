import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { ErrorKind, Outcome } from '../errors/types.ts'
import { notify } from '../logging/logger.ts'
import { outcomeOf, readEnvelope } from './envelope.ts'
import type { ApiResponse, Middleware } from './types.ts'

/** Report of one call, for metrics and traces. */
export interface CallRecord {
  /** Id of the operation: `payments.create`. */
  readonly operation: string
  /** Milliseconds from the start of the call to its end, with retries and the pauses between them. */
  readonly durationMs: number
  /** `ok`, or the known effect of a call that failed: `not_sent`, `rejected` or `unknown`. */
  readonly outcome: 'ok' | Outcome
  /** Number of times the request was sent; absent when the call ended with an error that is not this package's. */
  readonly attempts?: number | undefined
  /** HTTP status of the response; absent when there was none. */
  readonly status?: number | undefined
  /** Kind of the error; absent when the call succeeded, and when a middleware threw an error of its own. */
  readonly kind?: ErrorKind | undefined
}

type Facts = Omit<CallRecord, 'operation' | 'durationMs'>

function factsOf(response: ApiResponse): Facts {
  // A middleware further in may have answered with nothing, which the client will complain of.
  const { status, text, attempts, earlier } = Object(response) as ApiResponse
  const { kind } = readEnvelope(status, text)
  if (kind === 'result') return { outcome: 'ok', attempts, status }
  return { outcome: outcomeOf(status, kind, earlier), attempts, status, kind: kind === 'refusal' ? 'api' : 'response' }
}

function factsOfFailure(error: unknown, isAborted: boolean): Facts {
  if (!isCryptomusError(error)) return { outcome: 'unknown', ...(isAborted && { kind: 'aborted' }) }
  const { kind, outcome, attempts } = error
  return { outcome, attempts, kind, ...('status' in error && { status: error.status }) }
}

/**
 * Creates a middleware that reports each call when it has ended, for metrics and traces.
 *
 * A report is frozen and holds no secret and nothing of the params. An error that the function throws is ignored. A
 * `conflict` and a result of the wrong shape count as `ok`: the client finds them only after the middleware. Never throws.
 */
export const withTelemetry =
  (record: (entry: CallRecord) => unknown, now: () => number = Date.now): Middleware =>
  (next) =>
  async (request) => {
    const startedAt = now()
    const report = (facts: Facts) => {
      const entry = Object.freeze({ operation: request.operation.id, durationMs: now() - startedAt, ...facts })
      notify(() => record(entry))
    }
    try {
      const response = await next(request)
      report(factsOf(response))
      return response
    } catch (error) {
      report(factsOfFailure(error, request.signal?.aborted === true))
      throw error
    }
  }
