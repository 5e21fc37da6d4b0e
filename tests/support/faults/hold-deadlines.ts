import type { TestContext } from 'node:test'

/** Milliseconds from which on a timer is held: longer than any that a transport sets for itself. */
export const heldFromMs = 3_600_000

export interface HeldDeadlines {
  /** Milliseconds that were asked for, in order. */
  readonly waits: readonly number[]
  /** Lets the time of every timer that is held pass, on the clock too. */
  readonly expire: () => void
}

/**
 * Replaces `setTimeout` for long times, `Date` and `performance.now`, until the end of a test, so that a deadline comes when a server has
 * done its part and never because the machine is busy.
 */
export function holdDeadlines({ mock }: TestContext): HeldDeadlines {
  const { setTimeout, clearTimeout } = globalThis
  const waits: number[] = []
  const held = new Map<unknown, () => void>()
  const startedAt = Math.ceil(performance.now())
  let skippedMs = 0
  const hold = (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms)
    waits.push(ms)
    held.set(timer, () => {
      skippedMs += ms
      mock.timers.tick(ms)
      run()
    })
    return timer
  }
  const set = (run: (...args: readonly unknown[]) => void, ms = 0, ...args: readonly unknown[]) =>
    ms < heldFromMs ? setTimeout(run, ms, ...args) : hold(run, ms)
  const clear = (timer: NodeJS.Timeout) => {
    held.delete(timer)
    clearTimeout(timer)
  }
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  mock.method(performance, 'now', () => startedAt + skippedMs)
  mock.method(globalThis, 'setTimeout', set as typeof setTimeout)
  mock.method(globalThis, 'clearTimeout', clear as typeof clearTimeout)
  const expire = () => {
    for (const end of [...held.values()]) end()
  }
  return { waits, expire }
}
