import { notify } from '../../platform/waiting.ts'
import { putEntry } from '../../stores/make-store.ts'
import type { Store } from '../../stores/types.ts'
import { inTime, pause } from './in-time.ts'
import { formatEntry, type Memory, nothing, parseEntry } from './memory.ts'
import type { HandlerSettings } from './options.ts'

/** A record that this worker owns, for as long as its lease runs. */
export interface Claim {
  /** What was remembered of the record when it was claimed. */
  readonly memory: Memory
  /** Writes down what is remembered and begins the lease anew. Resolves with `false` if another worker has taken over. */
  keep(memory: Memory): Promise<boolean>
  /** Writes down what is remembered and lets the record go. Resolves with `false` if another worker has taken over. */
  release(memory: Memory): Promise<boolean>
  /** Whether the lease still runs, by the clock. Another worker may take over as soon as it does not. */
  isRunning(): boolean
  /** Sets what runs when the lease is lost. */
  whenLost(run: () => void): void
}

/** What came of trying to own a record. */
export type Claiming =
  | { readonly outcome: 'owned'; readonly claim: Claim }
  | { readonly outcome: 'known' | 'busy'; readonly claim?: undefined }

type Settings = Pick<HandlerSettings, 'store' | 'leaseMs' | 'waitMs' | 'handlerTimeoutMs' | 'now' | 'setTimer'>

/** Returns the store of a handler, each call of it bounded in time. */
const boundedStore = (settings: Settings): Store => ({
  get: (key) => inTime(settings, 'store.get', () => settings.store.get(key)),
  add: (key, value) => inTime(settings, 'store.add', () => settings.store.add(key, value)),
  replace: (key, from, to) => inTime(settings, 'store.replace', () => settings.store.replace(key, from, to)),
})

/** What this worker wrote when it became the owner. */
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

  /** Writes over what this worker wrote last. Says `false` if that is not there any more. */
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
      // What became the entry with the claim need not be written again, unless the store was slow and the lease is short by now.
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
 * Tries to become the one worker at a record, and waits up to `waitMs` for another one to finish.
 *
 * `plan` says, from what is remembered, what to write down with the claim; `undefined`: what is remembered answers the
 * delivery by itself, and nothing is claimed. A record that a worker left behind when it died is free again once the lease is
 * over.
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
    // Many drivers have `null` for what is not there.
    const seen = (await store.get(key)) ?? undefined
    const memory: Memory & { readonly until?: number | undefined } =
      seen === undefined ? nothing : parseEntry(seen, key)
    const planned = plan(memory)
    if (planned === undefined) return { outcome: 'known' }
    if (memory.until !== undefined && memory.until > now()) return { outcome: 'busy' }
    const until = Math.ceil(now() + leaseMs)
    const text = formatEntry(planned, owner, until)
    const written = await putEntry(store, key, seen, text)
    if (written.seen === text) {
      return { outcome: 'owned', claim: holdRecord(settings, store, key, { text, owner, until, memory }) }
    }
    if (written.failure !== undefined) throw written.failure.error
    return { outcome: 'busy' }
  }

  let waited = 0
  for (let pauseMs = 25; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    const claiming = await look()
    const left = waitMs - waited
    if (claiming.outcome !== 'busy' || left <= 0) return claiming
    const next = Math.min(pauseMs, left)
    await pause(settings, next)
    waited += next
  }
}
