import type { DeadlineReason } from './failure.ts'
import type { Middleware } from './types.ts'

/** Starts a timer and returns what stops it. */
export type SetTimer = (run: () => void, ms: number) => () => void

const setTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * Ends a request when its time has run out or when its caller aborts, whichever comes first.
 *
 * Its time is `timeoutMs`, or what is left of the whole call where that is less. One controller carries both, so that the
 * body, which is read further in, is covered too. The caller's signal gets its listener back: `AbortSignal.any` would keep
 * one for each call on a signal that lives long.
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
