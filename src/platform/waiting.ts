import type { Signal } from './types.ts'

/**
 * Waits for a promise, but no longer than a signal allows; rejects with the signal's reason.
 *
 * A transport may ignore the signal or lose the rejection of a body that was being read, and then its own promise never
 * settles.
 */
export function raceAbort<Value>(promise: PromiseLike<Value>, signal: Signal | undefined): Promise<Value> {
  if (signal === undefined) return Promise.resolve(promise)
  return new Promise<Value>((resolve, reject) => {
    const abort = () => {
      signal.removeEventListener('abort', abort)
      reject(signal.reason)
    }
    const settle =
      <Result>(pass: (result: Result) => void) =>
      (result: Result) => {
        signal.removeEventListener('abort', abort)
        pass(result)
      }
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    promise.then(settle(resolve), settle(reject))
  })
}

/** Waits, and stops waiting with the reason of the signal. Nothing is left behind. */
export type Sleep = (ms: number, signal: Signal | undefined) => Promise<void>

/** Waits in real time. */
export const sleep: Sleep = async (ms, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const waiting = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await raceAbort(waiting, signal)
  } finally {
    clearTimeout(timer)
  }
}

/** Settles with a promise, or with `late` when it takes longer than it may. */
export async function raceTimeout<Value, Late>(promise: Promise<Value>, ms: number, late: Late): Promise<Value | Late> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<Late>((resolve) => {
    timer = setTimeout(resolve, ms, late)
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}
