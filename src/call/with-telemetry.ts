import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { ErrorKind, Outcome } from '../errors/types.ts'
import { notify } from '../logging/logger.ts'
import { outcomeOf, readEnvelope } from './envelope.ts'
import type { ApiResponse, Middleware } from './types.ts'

/** What became of one call. */
export interface CallRecord {
  /** Id of the operation: `payments.create`. */
  readonly operation: string
  /** Milliseconds from start to end, retries and pauses included. */
  readonly durationMs: number
  /** `ok`, or what is known about the effect of a call that failed. */
  readonly outcome: 'ok' | Outcome
  /** How often it was sent; absent when the caller's own reason ended it. */
  readonly attempts?: number | undefined
  /** HTTP status of the answer, where there was one. */
  readonly status?: number | undefined
  /** Kind of the error that the transport or the gateway causes; absent when all went well or a middleware failed. */
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
 * Hands out one plain record of each call, for metrics and traces: pass it in `middleware`.
 *
 * It holds nothing secret and nothing of what was sent. A function that throws disturbs nothing. What only the client finds
 * wrong with an answer (a `conflict`, a result of the wrong shape) counts as `ok` here: the gateway did answer.
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
