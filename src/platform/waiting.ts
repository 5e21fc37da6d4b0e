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
