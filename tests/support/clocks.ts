import type { ClientOptions } from '../../src/call/client-options.ts'
import { createCallerWith } from '../../src/call/create-caller.ts'
import type { Fetch } from '../../src/call/types.ts'
import type { Clocks } from '../../src/platform/waiting.ts'
import { credentials } from './credentials.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** Lets everything run that waits for nothing but promises. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

// A stream of the platform may take a few turns without any timer.
const maxIdleTurns = 1000

/** Clocks that stand still until they are moved, and pauses of the maximum length. */
export function createClocks(wallTime = 0) {
  let time = 0
  let wall = wallTime
  const timers = new Set<Timer>()
  const clocks: Clocks = {
    now: () => time,
    wallClock: () => wall + time,
    setTimer: (run, ms) => {
      const timer = { at: time + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    random: () => 1,
  }
  const next = () => [...timers].reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)

  /** Moves the time to the next timer and runs all that are due there; one of them may stop another. */
  const fire = (): boolean => {
    if (timers.size === 0) return false
    time = Math.max(time, next())
    for (const timer of [...timers]) {
      if (timer.at <= time && timers.delete(timer)) timer.run()
    }
    return true
  }

  return {
    ...clocks,
    fire,
    /** Moves the time and fires the timers that are due, in their order. */
    advance: (ms: number) => {
      const end = time + ms
      while (next() <= end) fire()
      time = end
    },
    /** Sets the clock on the wall, as a person or NTP does. */
    setWallClock: (ms: number) => {
      wall = ms - time
    },
    /** Waits for a promise, and moves the time on each time when nothing else is left to do. */
    pass: async <Value>(promise: Promise<Value>): Promise<Value> => {
      let isOpen = true
      const done = promise.finally(() => {
        isOpen = false
      })
      done.catch(() => {})
      for (let idle = 0; isOpen && idle < maxIdleTurns; idle += 1) {
        await turn()
        if (isOpen && fire()) idle = 0
      }
      if (isOpen) throw new Error('the promise waits for something else than a timer')
      return done
    },
    /** The number of timers that have neither fired nor been stopped. */
    timers: () => timers.size,
  }
}

/** A caller over a fake fetch, on clocks that stand still. `call` waits for nobody: see `pass`. */
export function createStillCaller(fetch: unknown, options: Partial<ClientOptions> = {}, clocks = createClocks()) {
  const caller = createCallerWith({ ...credentials, fetch: fetch as Fetch, ...options }, clocks)
  return { ...clocks, ...caller }
}
