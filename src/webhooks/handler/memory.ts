import { configError } from '../../errors/create-error.ts'
import type { Store } from '../../stores/types.ts'

/** Members of a state that are compared with other states of its record. */
export interface State {
  /** Names the state among those of its record. `paid` is one state whatever its amount: it counts once. */
  readonly key: string
  readonly status: string
  /** Amount received, of a payment. */
  readonly amount?: string | undefined
  /** `true` for a failure of a payout that is final. */
  readonly final?: true | undefined
  /** Time of the last change, in milliseconds since 1970. */
  readonly updated?: number | undefined
  /** Time at which the invoice expires; a refreshed one has a later time. */
  readonly expired?: number | undefined
}

/** Memory of a record, in one entry of the store. */
export interface Memory {
  /** State that was handled last; `seen` if it had no handler. */
  readonly last?: (State & { readonly seen?: true | undefined }) | undefined
  /** Keys of the paid states that were ever handled; with `confirm: false`, of all states. */
  readonly handled: readonly string[]
  /** Key and status of each state whose handler began and is not known to have finished. */
  readonly begun: readonly (readonly [key: string, status: string])[]
  /** Keys of the states that `payment.mismatch` ran for, the newest last, each with what differed. */
  readonly mismatch?: readonly string[] | undefined
}

/** An entry of the store: the memory of a record, and the claim on it. */
interface Entry extends Memory {
  /** Name of the claim that wrote the entry. No two claims share one, so no two write equal entries. */
  readonly owner: string
  /** End of the lease, in milliseconds since 1970; absent if the record is free. */
  readonly until?: number | undefined
}

const version = 1

export const nothing: Memory = { handled: [], begun: [] }

/** Formats an entry; without `until`, the record is free. */
export const formatEntry = ({ last, handled, begun, mismatch }: Memory, owner: string, until?: number): string =>
  // Member by member: an entry is written several times a delivery, and a spread takes longer than the rest.
  JSON.stringify({ v: version, last, handled, begun, mismatch, owner, until })

/**
 * Parses an entry. An entry of another version of this package, or of other code, is a `config` error: ignoring it would run a
 * handler again, and overwriting it would make the other version run one again.
 */
export function parseEntry(text: string, key: string): Entry {
  let entry: unknown
  try {
    entry = JSON.parse(text)
  } catch {
    // Refused below.
  }
  if ((Object(entry) as { readonly v?: unknown }).v === version) return entry as Entry
  throw configError('store', `holds an entry that this version cannot read: ${key}`)
}

/** Creates the store of a handler without one: it keeps claims within this process and forgets a record when it is released. */
export function passingStore(): Store {
  const entries = new Map<string, string>()
  return {
    get: async (key) => entries.get(key),
    add: async (key, value) => !entries.has(key) && entries.set(key, value).has(key),
    replace: async (key, from, to) => {
      if (entries.get(key) !== from) return false
      entries.set(key, to)
      if (parseEntry(to, key).until === undefined) entries.delete(key)
      return true
    },
  }
}
