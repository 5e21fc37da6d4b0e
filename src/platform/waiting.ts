import type { Signal } from './types.ts'

/** Runs a function when a signal aborts; the returned function takes it back. */
export type OnAbort = (signal: Signal | undefined, run: () => void) => () => void

/**
 * Creates an `OnAbort` that keeps one listener on each signal, however many calls share it.
 *
 * A listener a call would pile up on a signal that lives as long as a server: Node warns from the eleventh on.
 */
export function createOnAbort(): OnAbort {
  const waiting = new WeakMap<object, { readonly runs: Set<() => void>; readonly listener: () => void }>()
  return (signal, run) => {
    if (!signal) return () => {}
    const known = waiting.get(signal)
    const { runs = new Set<() => void>(), listener = () => [...runs].forEach((each) => void each()) } = known ?? {}
    if (known === undefined) {
      waiting.set(signal, { runs, listener })
      signal.addEventListener('abort', listener)
    }
    runs.add(run)
    return () => {
      // The end of a wait that has ended already must not end the next one.
      if (!runs.delete(run) || runs.size > 0) return
      waiting.delete(signal)
      signal.removeEventListener('abort', listener)
    }
  }
}

/** Settles as a task does, or rejects with the reason of a signal as soon as it aborts. A signal that has aborted before is ignored. */
export async function untilAbort<Value>(
  signal: Signal | undefined,
  run: () => Value | PromiseLike<Value>,
): Promise<Value> {
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = createOnAbort()(signal ?? undefined, () => reject(signal?.reason))
  })
  try {
    return await Promise.race([(async () => run())(), aborted])
  } finally {
    stop()
  }
}

/** Makes a signal for one task that aborts with another one, on which `onAbort` keeps one listener for all; `stop` ends that. */
export function deriveSignal(signal: Signal, onAbort: OnAbort): { readonly signal: Signal; readonly stop: () => void } {
  const controller = new AbortController()
  const abort = () => controller.abort(signal.reason)
  if (signal.aborted) abort()
  return { signal: controller.signal as Signal, stop: onAbort(signal, abort) }
}

/** Starts a timer and returns the function that stops it. */
export type SetTimer = (run: () => void, ms: number) => () => void

/** The timer of the platform. */
export const setTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Longest time in milliseconds that a timer holds: 31 bits. A longer one fires at once. */
export const longestTimerMs = 0x7fffffff

/** Waits for a time, 24 days at most, or until a signal aborts. A signal that has aborted before is ignored. */
export const sleepFor = (ms: number, signal?: Signal): Promise<void> =>
  new Promise((resolve) => {
    const stop = setTimer(end, Math.min(ms, longestTimerMs))
    function end() {
      resolve()
      stop()
      signal?.removeEventListener('abort', end)
    }
    signal?.addEventListener('abort', end)
  })

/** Settles as a promise does, or as `late` does when that takes longer than it may. */
export function raceTimeout<Value>(
  promise: PromiseLike<Value>,
  ms: number,
  late: () => Value | Promise<Value>,
  startTimer = setTimer,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = startTimer(() => resolve(late()), ms)
    const settle =
      <Result>(end: (result: Result) => void) =>
      (result: Result) => {
        stop()
        end(result)
      }
    promise.then(settle(resolve), settle(reject))
  })
}

/** Time and chance, as arguments, so that tests can hold them still. */
export interface Clocks {
  /** Milliseconds on a clock that nobody sets back. */
  readonly now: () => number
  /** Milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly wallClock: () => number
  readonly setTimer: SetTimer
  /** A random number from 0 up to 1. */
  readonly random: () => number
}

/** The clocks of the platform. */
export const platformClocks: Clocks = {
  now: () => (globalThis.performance ?? Date).now(),
  wallClock: () => Date.now(),
  setTimer,
  random: () => Math.random(),
}

/** Calls a function of the user for its effect alone, at once. An error, thrown or rejected, is ignored. */
export function notify(run: () => unknown): void {
  // Asynchronous only so that an error thrown and a promise rejected are one case.
  const ran = async () => run()
  ran().catch(() => {})
}
