import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { CryptomusError, ErrorKind, Outcome } from '../errors/types.ts'
import { type Sleep, sleep as sleepInRealTime } from '../platform/waiting.ts'
import { describeFailure } from './failure.ts'
import { isTransientStatus, type RetryBudget, readRetryAfter, retryDelay } from './retry-policy.ts'
import type { ApiRequest, ApiResponse, Middleware } from './types.ts'

/** A failed attempt that will be followed by another. */
export interface RetryNote {
  /** Id of the operation. */
  readonly operation: string
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number
  /** Milliseconds until the next attempt. */
  readonly delayMs: number
  /** HTTP status of the response; absent when there was none. */
  readonly status?: number | undefined
  /** Kind of the error, `network` or `timeout`; absent when there was a response. */
  readonly kind?: ErrorKind | undefined
}

/** Options of `withRetry`. */
export interface RetryOptions {
  /** Maximum retries after the first attempt. @default 2 */
  readonly retries?: number | undefined
  /** Limit on the retries of all calls that share it. @default no limit */
  readonly budget?: RetryBudget | undefined
  /** Receives a note before each retry, and must not throw. */
  readonly onRetry?: ((note: RetryNote) => void) | undefined
  /** Texts that no error may contain; those shorter than 6 characters are ignored. @default [] */
  readonly secrets?: readonly string[] | undefined
  /** Returns a random number from 0 up to, not including, 1. @default Math.random */
  readonly random?: (() => number) | undefined
  /** Returns the time in milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined
  /** Waits for a number of milliseconds, or rejects with the reason of the signal. @default a pause made by setTimeout */
  readonly sleep?: Sleep | undefined
}

/** Puts what is known of the attempts before into what the caller is told of the last one: the worst counts. */
function tell(
  request: ApiRequest,
  thrown: unknown,
  attempts: number,
  earlier: Outcome,
  secrets: readonly string[],
): unknown {
  // A reason of the caller's own says that nothing can have happened, which is true of the last attempt alone.
  const isReason = !isCryptomusError(thrown) && request.signal?.aborted
  const failure = isReason ? describeFailure(request, thrown, earlier === 'unknown', secrets) : thrown
  if (!isCryptomusError(failure)) return failure
  return Object.assign(failure, { attempts, outcome: earlier === 'unknown' ? earlier : failure.outcome })
}

/**
 * Creates a middleware that sends a request again when that is safe and the failure is likely to pass.
 *
 * Safe means that the operation and its params say so; the HTTP method says nothing, because nearly all are POST. Retried
 * are the statuses 408, 425, 429, 500, 502, 503, 504 and 520 to 524, and errors of kind `network` and `timeout`.
 *
 * The pause is random, up to a limit that doubles from 300 ms (1 s after a 429) to 5 s; `Retry-After` takes its place. A
 * pause that would outlast the call ends the call at once. Never throws.
 */
export const withRetry =
  ({
    retries = 2,
    budget,
    onRetry,
    secrets = [],
    random = Math.random,
    now = Date.now,
    sleep = sleepInRealTime,
  }: RetryOptions = {}): Middleware =>
  (next) =>
  async (request) => {
    const { operation, repeats, signal, deadline } = request
    const endsAt = deadline?.at ?? Number.POSITIVE_INFINITY
    let earlier: Outcome = 'not_sent'
    let attempts = 0
    for (let attempt = 1; ; attempt++) {
      let response: ApiResponse | undefined
      let thrown: unknown
      try {
        response = await next(request)
      } catch (error) {
        thrown = error
      }
      const {
        status,
        kind,
        outcome,
        attempts: sent = 0,
      } = Object(response ?? thrown) as Partial<ApiResponse & CryptomusError>
      attempts += sent
      const fails = response ? isTransientStatus(response.status) : kind === 'network' || kind === 'timeout'
      if (response && !fails) budget?.give()
      const may = fails && repeats && attempt <= retries && !signal?.aborted
      const asked = may ? readRetryAfter(response?.headers.get('retry-after'), now()) : undefined
      const delayMs = may ? (asked ?? retryDelay(attempt, status, random)) : 0
      const again = may && now() + delayMs < endsAt
      if (!again || budget?.take() === false) {
        if (response) return attempt === 1 ? response : { ...response, attempts, earlier }
        throw tell(request, thrown, attempts, earlier, secrets)
      }
      if (outcome !== 'not_sent') earlier = 'unknown'
      onRetry?.({ operation: operation.id, attempt, delayMs, status, kind })
      try {
        await sleep(delayMs, signal)
      } catch (reason) {
        throw tell(request, reason, attempts, earlier, secrets)
      }
    }
  }
