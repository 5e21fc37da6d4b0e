import { isResponseError } from '../errors/is-cryptomus-error.ts'
import type { Caller } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'
import { createOnAbort, deriveSignal, untilAbort } from '../platform/waiting.ts'

/** Clock and timer of a run. */
interface Clock {
  readonly now: () => number
  readonly sleep: (ms: number, signal?: Signal) => Promise<unknown>
}

/** Pace of a run: when the next row may begin. */
export interface Pace {
  /** Resolves when the next row may begin, or when the pace has ended. */
  readonly wait: () => Promise<void>
  /** Resolves after a time, or when every wait has ended. */
  readonly sleep: (ms: number) => Promise<unknown>
  /** Slows down after a response that there are too many requests, for the time that it asks for, if it does. */
  readonly slow: (retryAfterMs: number | undefined) => void
  /** Takes note of any other response. */
  readonly hear: () => void
  /** Ends the waits of rows that have not begun. */
  readonly end: () => void
  /** Ends every wait. */
  readonly endAll: () => void
}

const firstPauseMs = 1_000
const longestPauseMs = 30_000

/** Creates the pace of a run with a maximum of rows begun in a second; `onPause` gets the milliseconds of each pause. */
export function createPace({ now, sleep }: Clock, ratePerSecond: number, onPause: (ms: number) => void): Pace {
  const ended = new AbortController()
  const left = new AbortController()
  const gapMs = 1_000 / ratePerSecond
  let last = 0
  let nextAt = Number.NEGATIVE_INFINITY
  // A clock that is set back must not make a wait longer than it was asked for.
  let longestMs = gapMs
  let pauses = 0
  let pauseMs = 0
  const time = () => {
    const ms = now()
    if (Number.isFinite(ms)) last = ms
    return last
  }
  const onAbort = createOnAbort()
  const rest = async (ms: number, { signal }: AbortController) => {
    if (!(ms > 0) || signal.aborted) return
    const own = deriveSignal(signal as Signal, onAbort)
    try {
      await untilAbort(own.signal, () => sleep(ms, own.signal))
    } catch (error) {
      // The wait is over, whatever the sleep makes of its signal.
      if (!signal.aborted) throw error
    } finally {
      own.stop()
    }
  }
  const delay = (ms: number) => {
    longestMs = Math.max(gapMs, ms, Math.min(nextAt - time(), longestMs))
    nextAt = Math.max(nextAt, time() + ms)
  }
  return {
    wait: async () => {
      let heard: number
      do {
        heard = pauses
        await rest(Math.min(nextAt - time(), longestMs), ended)
        // The gateway may have asked for a longer pause in the meantime.
      } while (heard !== pauses && !ended.signal.aborted)
      nextAt = Math.max(nextAt, time())
      longestMs = gapMs
      delay(gapMs)
    },
    sleep: (ms) => rest(ms, left),
    slow: (retryAfterMs) => {
      pauseMs = Math.min(Math.max(firstPauseMs, pauseMs * 2), longestPauseMs)
      // A date that is over names no time either.
      const ms = retryAfterMs || pauseMs
      pauses += 1
      delay(ms)
      onPause(ms)
    },
    hear: () => {
      pauseMs = 0
    },
    end: () => ended.abort(),
    endAll: () => {
      ended.abort()
      left.abort()
    },
  }
}

/** Makes a caller that reports every 429 to the pace. */
export function watchLimits(client: Caller, pace: Pace): Caller {
  const call: Caller['call'] = async (...args) => {
    try {
      const result = await client.call(...args)
      pace.hear()
      return result
    } catch (error) {
      if (isResponseError(error)) {
        const isLimit = error.status === 429 || error.retryAfterMs !== undefined
        if (isLimit) pace.slow(error.retryAfterMs)
        else pace.hear()
      }
      throw error
    }
  }
  // Inherits the other members, such as the mark of a gateway that responds with ids of its own. `scope` is copied, because a
  // getter that reads private members throws on another object.
  return Object.create(client, { call: { value: call }, scope: { value: client.scope } })
}
