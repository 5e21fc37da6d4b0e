import { createError } from '../../errors/create-error.ts'
import { hasMethods } from '../../options/require.ts'
import { raceTimeout, type SetTimer } from '../../platform/waiting.ts'

interface Limits {
  readonly handlerTimeoutMs: number
  readonly setTimer: SetTimer
}

/**
 * Runs a function of the user's and rejects with a `timeout` error if it takes longer than `handlerTimeoutMs`. If the function
 * throws, that error rejects. `onLate` is called with the error first.
 */
export async function inTime<Value>(
  { handlerTimeoutMs, setTimer }: Limits,
  what: string,
  run: () => Value | PromiseLike<Value>,
  onLate?: (error: Error) => void,
): Promise<Value> {
  const running = run()
  // A result that is not a promise needs no timer.
  if (!hasMethods(running, ['then'])) return running
  const late = () => {
    const complaint = `${what} did not settle within ${handlerTimeoutMs} ms (handlerTimeoutMs).`
    const error = createError('timeout', complaint, { cause: undefined })
    onLate?.(error)
    return Promise.reject(error)
  }
  return raceTimeout(Promise.resolve(running), handlerTimeoutMs, late, setTimer)
}

/** Resolves after a time. */
export const pause = ({ setTimer }: Limits, ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimer(resolve, ms)
  })
