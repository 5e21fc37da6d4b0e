import type { Signal } from './types.ts'

/**
 * Settles as a promise does, or rejects with the signal's reason if the signal aborts first.
 *
 * A transport may ignore its signal, or lose the rejection of a body that was being read. Its own promise then never
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

/** Settles as a promise does, or resolves with `late` if the promise is still pending after `ms` milliseconds. */
export async function raceTimeout<Value, Late>(promise: Promise<Value>, ms: number, late: Late): Promise<Value | Late> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<Late>((resolve) => {
    timer = setTimeout(resolve, ms, late)
  })
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer))
}

/** Resolves after a number of milliseconds, or rejects with the signal's reason if the signal aborts first. */
export type Sleep = (ms: number, signal: Signal | undefined) => Promise<void>

/** Waits in real time. Neither a timer nor a listener remains afterwards. */
export const sleep: Sleep = async (ms, signal) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await raceAbort(elapsed, signal)
  } finally {
    clearTimeout(timer)
  }
}
