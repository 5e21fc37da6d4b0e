import { notify } from '../../platform/waiting.ts'
import { putEntry } from '../../stores/make-store.ts'
import type { Store } from '../../stores/types.ts'
import { inTime, pause } from './in-time.ts'
import { formatEntry, type Memory, nothing, parseEntry } from './memory.ts'
import type { HandlerSettings } from './options.ts'

/** A record that this worker owns, for as long as its lease runs. */
export interface Claim {
  /** Memory of the record at the time of the claim. */
  readonly memory: Memory
  /** Stores the memory and renews the lease. Resolves with `false` if another worker has claimed the record. */
  keep(memory: Memory): Promise<boolean>
  /** Stores the memory and releases the record. Resolves with `false` if another worker has claimed the record. */
  release(memory: Memory): Promise<boolean>
  /** Returns `true` while the lease runs, by the clock. After that, another worker may claim the record. */
  isRunning(): boolean
  /** Sets the function that runs when the lease is lost. */
  whenLost(run: () => void): void
}

/** Result of trying to own a record: the claim, or the result of a delivery that does without one. */
export type Claiming = Claim | 'duplicate' | 'busy'

type Settings = Pick<HandlerSettings, 'store' | 'leaseMs' | 'waitMs' | 'handlerTimeoutMs' | 'now' | 'setTimer'>

/** Returns the store of a handler, each call of it bounded in time. */
const boundedStore = (settings: Settings): Store => ({
  get: (key) => inTime(settings, 'store.get', () => settings.store.get(key)),
  add: (key, value) => inTime(settings, 'store.add', () => settings.store.add(key, value)),
  replace: (key, from, to) => inTime(settings, 'store.replace', () => settings.store.replace(key, from, to)),
})

/** Entry that this worker wrote when it became the owner. */
interface First {
  readonly text: string
  readonly owner: string
  readonly until: number
  readonly memory: Memory
}

function holdRecord(settings: Settings, store: Store, key: string, { text, owner, memory, ...first }: First): Claim {
  const { leaseMs, now, setTimer } = settings
  let { until } = first
  let held = text
  let latest = memory
  let hasEnded = false
  let lose = () => {}

  /** Replaces the entry that this worker wrote last. Resolves with `false` if another one stands there. */
  const write = async (isLast: boolean): Promise<boolean> => {
    for (let attempt = 0; ; attempt++) {
      const nextUntil = isLast ? undefined : Math.ceil(now() + leaseMs)
      const next = formatEntry(latest, owner, nextUntil)
      const { seen, failure } = await putEntry(store, key, held, next)
      if (seen === next) {
        held = next
        until = nextUntil ?? until
        return true
      }
      if (hasEnded && !isLast) return true
      if (seen === undefined || parseEntry(seen, key).owner !== owner) return false
      // A renewal came in between, or nothing was written.
      held = seen
      if (attempt > 0 && failure !== undefined) throw failure.error
      if (attempt > 2) return false
    }
  }

  let isRenewing = false
  const renew = async () => {
    if (isRenewing) {
      if (now() >= until) lose()
      return
    }
    isRenewing = true
    try {
      if (!(await write(false).catch(() => now() < until))) lose()
    } finally {
      isRenewing = false
    }
  }
  const tick = () => {
    stop = setTimer(tick, leaseMs / 3)
    // The clock is the user's, and may throw.
    notify(renew)
  }
  let stop = setTimer(tick, leaseMs / 3)

  return {
    memory,
    keep: async (next) => {
      latest = next
      // The claim has written this entry already, unless the store was slow and little of the lease is left.
      const isLong = until - now() > (leaseMs * 2) / 3
      return (isLong && held === formatEntry(next, owner, until)) || write(false)
    },
    release: (next) => {
      latest = next
      hasEnded = true
      stop()
      return write(true)
    },
    isRunning: () => now() < until,
    whenLost: (run) => {
      lose = run
    },
  }
}

/**
 * Tries to become the only worker at a record, and waits up to `waitMs` for another one to finish.
 *
 * `plan` returns the memory to store with the claim. `undefined` means that the memory alone decides the response, and nothing
 * is claimed. The record of a worker that died is free once its lease is over.
 */
export async function claimRecord(
  settings: Settings,
  key: string,
  plan: (memory: Memory) => Memory | undefined,
): Promise<Claiming> {
  const { leaseMs, waitMs, now } = settings
  const store = boundedStore(settings)
  const owner = crypto.randomUUID()

  const look = async (): Promise<Claiming> => {
    // Many drivers return `null` for an absent value.
    const seen = (await store.get(key)) ?? undefined
    const memory: Memory & { readonly until?: number | undefined } =
      seen === undefined ? nothing : parseEntry(seen, key)
    const planned = plan(memory)
    if (planned === undefined) return 'duplicate'
    if (memory.until !== undefined && memory.until > now()) return 'busy'
    const until = Math.ceil(now() + leaseMs)
    const text = formatEntry(planned, owner, until)
    const written = await putEntry(store, key, seen, text)
    if (written.seen === text) {
      return holdRecord(settings, store, key, { text, owner, until, memory })
    }
    if (written.failure !== undefined) throw written.failure.error
    return 'busy'
  }

  let waited = 0
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    const claiming = await look()
    const left = waitMs - waited
    if (claiming !== 'busy' || left <= 0) return claiming
    const next = Math.min(pauseMs, left)
    await pause(settings, next)
    waited += next
  }
}
