import type { DeadlineReason } from './failure.ts'
import type { Middleware } from './types.ts'

/** Starts a timer and returns what stops it. */
export type SetTimer = (run: () => void, ms: number) => () => void

const setTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * Creates a middleware that aborts a request after `timeoutMs` milliseconds, or when the caller's signal aborts.
 *
 * Where less time is left of the whole call, that is the limit. It covers the body too. A request that runs out of time
 * fails with a `timeout` error. The listener on the caller's signal is removed afterwards. Never throws.
 */
export const withDeadline =
  (timeoutMs: number, timer: SetTimer = setTimer, now: () => number = Date.now): Middleware =>
  (next) =>
  async (request) => {
    const { signal, deadline } = request
    const left = (deadline?.at ?? Number.POSITIVE_INFINITY) - now()
    const reason: DeadlineReason = { deadlineMs: deadline && left < timeoutMs ? deadline.ms : timeoutMs }
    const controller = new AbortController()
    const abort = () => controller.abort(signal?.reason)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    const stop = timer(() => controller.abort(reason), Math.max(0, Math.min(timeoutMs, left)))
    try {
      return await next({ ...request, signal: controller.signal })
    } finally {
      stop()
      signal?.removeEventListener('abort', abort)
    }
  }
