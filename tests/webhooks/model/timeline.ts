/** A simulated clock: what is planned happens in the order of its time, and nothing waits for real. */
export interface Timeline {
  readonly now: () => number
  /** Plans something; the returned function takes it back. */
  readonly plan: (afterMs: number, run: () => void) => () => void
  /** Stops the clock until something real has come to its end. */
  readonly hold: (real: Promise<unknown>) => void
  /** Lets everything planned happen, until nothing is left. */
  readonly runAll: (isOver: () => boolean) => Promise<void>
}

interface Planned {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

/** Lets everything that waits for nothing but promises come to its end. */
const drain = () => new Promise((resolve) => setImmediate(resolve))

/** The longest schedules have some thousand steps; one that goes on for ever is a finding too. */
const mostSteps = 50_000

export function createTimeline(startAt: number): Timeline {
  const queue: Planned[] = []
  let now = startAt
  let order = 0
  let held: Promise<unknown>[] = []
  const isBefore = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order)
  return {
    now: () => now,
    plan: (afterMs, run) => {
      const planned: Planned = { at: now + Math.max(0, afterMs), order: order++, run }
      let place = queue.length
      while (place > 0 && isBefore(planned, queue[place - 1]!)) place -= 1
      queue.splice(place, 0, planned)
      return () => {
        planned.run = undefined
      }
    },
    hold: (real) => void held.push(real.catch(() => {})),
    runAll: async (isOver) => {
      for (let steps = 0; ; steps++) {
        const next = queue.shift()
        if (next === undefined || isOver()) return
        if (next.run === undefined) continue
        if (steps > mostSteps) throw new Error('the schedule does not end')
        now = next.at
        next.run()
        await drain()
        while (held.length > 0) {
          const reals = held
          held = []
          await Promise.allSettled(reals)
          await drain()
        }
      }
    },
  }
}
