/** A clock that jumps from one event to the next, so that a year of waiting takes no time. */
export interface VirtualTime {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Runs a function later. The returned function takes it back. */
  readonly later: (ms: number, run: () => void) => () => void
  readonly sleep: (ms: number) => Promise<void>
  /** Lets time pass until a condition holds, or nothing is left to happen before the end. */
  readonly run: (isOver: () => boolean, end: number) => Promise<void>
}

interface Waiting {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Everything that can go on without time passing goes on. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

export function createVirtualTime(start: number): VirtualTime {
  let now = start
  let made = 0
  const waiting = new Set<Waiting>()
  const next = () => {
    let first: Waiting | undefined
    for (const each of waiting) {
      if (first === undefined || each.at < first.at || (each.at === first.at && each.order < first.order)) first = each
    }
    return first
  }
  const later: VirtualTime['later'] = (ms, run) => {
    const entry = { at: now + Math.max(0, ms), order: made++, run }
    waiting.add(entry)
    return () => void waiting.delete(entry)
  }
  return {
    now: () => now,
    later,
    sleep: (ms) => new Promise((resolve) => later(ms, resolve)),
    run: async (isOver, end) => {
      for (await turn(); !isOver(); await turn()) {
        const event = next()
        if (event === undefined || event.at > end) return
        waiting.delete(event)
        now = Math.max(now, event.at)
        event.run()
      }
    },
  }
}
