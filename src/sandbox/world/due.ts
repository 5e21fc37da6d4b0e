import TinyQueue from 'tinyqueue'

/** What time it is, and until when it is being advanced: milliseconds since 1970. */
export interface SandboxClock {
  now: number
  until: number
}

/** Something that happens by itself when its time comes. */
export interface DueEvent {
  /** When it happens, on the sandbox's clock. */
  readonly at: number
  /** What happens; nothing if the record has moved on since. */
  readonly run: () => void
  /** Record that it happens to. */
  readonly about?: string | undefined
}

/** What will happen by itself, as a heap: to find the next of 100,000 costs what it costs to find that of 100. */
export interface Due {
  /** Adds an event; one at `Infinity` never happens. */
  readonly add: (event: DueEvent) => void
  /** Takes out the next event that is due until a time; of two at one time the older one. */
  readonly take: (until: number) => DueEvent | undefined
  /** Returns when the next event happens; `Infinity` if none waits. */
  readonly next: () => number
  /** Returns when something happens to which record, in the order in which it was planned. */
  readonly plan: () => readonly (readonly [at: number, about: string])[]
}

/** Makes an empty set of events. */
export function createDue(): Due {
  let made = 0
  const heap = new TinyQueue<DueEvent & { readonly order: number }>([], (a, b) => a.at - b.at || a.order - b.order)
  return {
    add: (event) => {
      if (event.at < Number.POSITIVE_INFINITY) heap.push({ ...event, order: made++ })
    },
    take: (until) => ((heap.peek()?.at ?? Number.POSITIVE_INFINITY) <= until ? heap.pop() : undefined),
    next: () => heap.peek()?.at ?? Number.POSITIVE_INFINITY,
    plan: () =>
      [...heap.data]
        .sort((a, b) => a.order - b.order)
        .flatMap(({ at, about }) => (about === undefined ? [] : [[at, about] as const])),
  }
}
