import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { CryptomusError, ErrorKind, Outcome } from '../errors/types.ts'
import { type Sleep, sleep as sleepInRealTime } from '../platform/waiting.ts'
import { describeFailure } from './failure.ts'
import { isTransientStatus, type RetryBudget, readRetryAfter, retryDelay } from './retry-policy.ts'
import type { ApiRequest, ApiResponse, Middleware } from './types.ts'

/** One attempt that is about to be followed by another. */
export interface RetryNote {
  /** Id of the operation. */
  readonly operation: string
  /** Which attempt it was, from 1. */
  readonly attempt: number
  /** Milliseconds until the next one. */
  readonly delayMs: number
  /** HTTP status, where there was an answer. */
  readonly status?: number | undefined
  /** Kind of the error, where there was none. */
  readonly kind?: ErrorKind | undefined
}

/** How often, and in what manner, requests are sent again. */
export interface RetryOptions {
  /** Retries beyond the first attempt. @default 2 */
  readonly retries?: number | undefined
  /** Shared by all calls of a client. @default no limit */
  readonly budget?: RetryBudget | undefined
  /** Hears of every retry. */
  readonly onRetry?: ((note: RetryNote) => void) | undefined
  /** What no error may repeat. */
  readonly secrets?: readonly string[] | undefined
  /** Chance, from 0 up to 1. @default Math.random */
  readonly random?: (() => number) | undefined
  /** The clock, in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined
  /** How a pause is made. @default setTimeout */
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
 * Sends again what is safe to send twice, and nothing else: on a status that passes, and on a connection that broke.
 *
 * `Retry-After` is obeyed when it fits into the time that is left of the call, and ends the call otherwise, as does a pause
 * that would outlast it. Repeatable is what the operation says, never what the HTTP method suggests: here all is POST.
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
