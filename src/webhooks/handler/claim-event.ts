import type { Store } from '../../stores/types.ts'

/** An event that this worker owns. */
export interface Claim {
  /** Says that the worker is still at it. Resolves with whether it still owns the event. */
  renew(): Promise<boolean>
  /** Remembers the event as handled, or leaves it to whoever comes next. Resolves with whether it was still owned. */
  end(state: 'done' | 'free'): Promise<boolean>
}

/** What came of trying to own an event. */
export type Claiming = Claim | 'duplicate' | 'busy'

/** How long and for whom an event is claimed. */
interface ClaimSettings {
  readonly leaseMs: number
  readonly now: () => number
  /** Names the worker, a new name for each claim. */
  readonly owner: string
}

// Whole milliseconds, whatever the clock and the lease are counted in.
const lease = (until: number, owner: string) => `running until ${Math.ceil(until)} by ${owner}`
const leasePattern = /^running until (\d+) by /

/** Reads what is stored: whether an event is done, free to be taken, or owned. */
function readState(value: string, now: number): 'duplicate' | 'free' | 'busy' {
  if (value.startsWith('done by ')) return 'duplicate'
  const until = leasePattern.exec(value)?.[1]
  if (value.startsWith('free by ') || (until !== undefined && Number(until) <= now)) return 'free'
  // What nobody can read was not written by this version, so it is left to whoever wrote it.
  return 'busy'
}

function makeClaim(store: Store, key: string, { leaseMs, now, owner }: ClaimSettings, first: string): Claim {
  let held = first
  let hasEnded = false
  /** Writes over what this worker wrote last, and says whether it could. */
  const change = async (next: string, isOver: () => boolean): Promise<boolean> => {
    if (isOver()) return true
    if (await store.replace(key, held, next)) {
      held = next
      return true
    }
    // An answer of the store may have been lost after it did what it was asked.
    const seen = await store.get(key)
    if (isOver()) return true
    if (seen === undefined || !seen.endsWith(` by ${owner}`)) return false
    held = seen
    if (seen === next || !(await store.replace(key, seen, next))) return seen === next
    held = next
    return true
  }
  return {
    // One that comes late must not take back what the end of it has written.
    renew: () => change(lease(now() + leaseMs, owner), () => hasEnded),
    end: (state) => {
      hasEnded = true
      return change(`${state} by ${owner}`, () => false)
    },
  }
}

/**
 * Hands a claim out with most of its lease before it: a slow store may have used the lease up while it was asked. With one
 * that is slow again and again, the event is left to a later delivery.
 */
async function freshen(claim: Claim, askedAt: number, { leaseMs, now }: ClaimSettings): Promise<Claiming> {
  let since = askedAt
  for (let renewals = 0; now() - since > leaseMs / 3; renewals++) {
    if (renewals === 3) {
      await claim.end('free')
      return 'busy'
    }
    since = now()
    if (!(await claim.renew())) return 'busy'
  }
  return claim
}

/**
 * Tries to become the one worker that handles an event, for as long as its lease runs.
 *
 * An event that a worker left behind when it died is free again once the lease is over.
 */
export async function claimEvent(store: Store, key: string, settings: ClaimSettings): Promise<Claiming> {
  const { leaseMs, now, owner } = settings
  // A second look: what was there can be gone by the time it is read, in a store that forgets.
  for (let look = 0; look < 2; look++) {
    const askedAt = now()
    const mine = lease(askedAt + leaseMs, owner)
    const own = () => freshen(makeClaim(store, key, settings, mine), askedAt, settings)
    if (await store.add(key, mine)) return own()
    const seen = await store.get(key)
    if (seen === undefined) continue
    // Sent again by its driver after a lost answer, an add finds what it wrote itself.
    if (seen === mine) return own()
    const state = readState(seen, now())
    if (state !== 'free') return state
    const isMine = (await store.replace(key, seen, mine)) || (await store.get(key)) === mine
    return isMine ? own() : 'busy'
  }
  return 'busy'
}
