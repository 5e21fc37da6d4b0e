import { normalizeField } from '../call/check-echo.ts'
import { sha256Hex } from '../crypto/sha256.ts'
import { configError, createError } from '../errors/create-error.ts'
import type { CryptomusError } from '../errors/types.ts'
import { canonicalAmount } from '../money/decimal.ts'
import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import type { Signal } from '../platform/types.ts'
import { raceTimeout, untilAbort } from '../platform/waiting.ts'
import { putEntry } from '../stores/make-store.ts'
import type { Store } from '../stores/types.ts'

/** Fields that identify a payout. If one differs, it is another payout. */
const intentNames = [
  'amount',
  'currency',
  'network',
  'address',
  'is_subtract',
  'to_currency',
  'from_currency',
  'memo',
] as const

/** The amount, recipient and terms of a payout in canonical form: equivalent payouts have equal intents. Absent fields are left out. */
export type PayoutIntent = { readonly [Name in (typeof intentNames)[number]]?: string }

/** Returns `true` if a field is part of the intent. A complaint about such a field is about the content. */
export const isIntentName = (name: string): boolean => (intentNames as readonly string[]).includes(name)

const version = 1

/** Milliseconds that the store may take for each call after an abort. */
const lastWordMs = 1_000

const states = ['sending', 'open', 'made', 'refused', 'closed'] as const

/**
 * Stored state of one payout.
 *
 * - `sending`: a request may be on its way since `sentAt`.
 * - `open`: no request is on its way. Those until `unansweredAt` may still arrive.
 * - `made`: the gateway holds it as `uuid`.
 * - `refused`: the gateway will never make it, because of its content.
 * - `closed`: given up before it was made.
 */
export interface PayoutEntry {
  readonly state: (typeof states)[number]
  readonly intent: PayoutIntent
  /** Time at which the last request was recorded that left, or may have left: milliseconds since 1970. */
  readonly sentAt?: number | undefined
  /** Time at which the last request ended that may still arrive: milliseconds since 1970. */
  readonly unansweredAt?: number | undefined
  /** Grace period of the last sender, which limits the time of its request. */
  readonly graceMs?: number | undefined
  readonly uuid?: string | undefined
  readonly reason?: 'amount_limit' | 'invalid_params' | undefined
  /** The gateway's own words of a refusal. */
  readonly message?: string | undefined
}

/** An entry as it was read: with its text, by which it is replaced. */
export interface Recorded {
  readonly text: string
  readonly entry: PayoutEntry
}

/** Memory of one payout. Its functions reject with an error that wraps that of the store. */
export interface PayoutJournal {
  readonly intent: PayoutIntent
  /** Returns `true` if this call has written, or may have. */
  readonly hasWritten: () => boolean
  /** Reads the entry; rejects with a `conflict` if it is about another payout. */
  readonly read: () => Promise<Recorded | undefined>
  /** Replaces an entry, or adds the first one. Resolves with `undefined` if somebody else has written in between. */
  readonly write: (previous: Recorded | undefined, entry: Omit<PayoutEntry, 'intent'>) => Promise<Recorded | undefined>
}

const readIntent = (params: CreatePayoutParams): PayoutIntent => {
  const upper = (text: string | undefined) => text?.toUpperCase()
  const given: Readonly<Record<(typeof intentNames)[number], string | undefined>> = {
    amount: canonicalAmount(params.amount),
    currency: upper(params.currency),
    network: params.network && normalizeField('network', params.network),
    address: normalizeField('address', params.address),
    is_subtract: String(params.is_subtract),
    to_currency: upper(params.to_currency),
    from_currency: upper(params.from_currency),
    memo: params.memo,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** Returns the intent of any value passed as params; of unusable params, their values as text. */
export function intentOf(params: unknown): PayoutIntent {
  try {
    return readIntent(params as CreatePayoutParams)
  } catch {
    const given = Object(params) as Readonly<Record<string, unknown>>
    try {
      const set = intentNames.filter((name) => given[name] !== undefined)
      return Object.fromEntries(set.map((name) => [name, String(given[name])]))
    } catch {
      // A value that cannot be read, or has no text.
      return {}
    }
  }
}

/** Parses an entry; throws a `config` error for one that this version does not know, so that it is never overwritten. */
function parseEntry(text: string): PayoutEntry {
  let parsed: Partial<PayoutEntry & { readonly version: unknown }> | null = null
  try {
    parsed = JSON.parse(text)
  } catch {
    // Reported below.
  }
  const { version: found, intent, state } = Object(parsed) as NonNullable<typeof parsed>
  const isKnown = (states as readonly unknown[]).includes(state)
  if (found === version && typeof intent === 'object' && intent !== null && isKnown) return parsed as PayoutEntry
  const whose =
    found === undefined
      ? 'is not of this package'
      : `has a version or state (${found}, ${state}) that this release does not know`
  throw configError('store', `holds an entry for this payout that ${whose}; it is left as it is`)
}

/** Returns the `conflict` of two intents under one `order_id`; `holder` says who has the first. */
export function findIntentConflict(
  asked: PayoutIntent,
  held: PayoutIntent,
  orderId: string,
  holder: string,
): CryptomusError<'conflict'> | undefined {
  const fields = intentNames.filter((name) => asked[name] !== held[name])
  if (fields.length === 0) return undefined
  const message = `${holder} another payout under the order_id ${orderId}: it differs in ${fields.join(', ')}. Nothing was sent. One withdrawal keeps its params; another one needs an order_id of its own.`
  return createError('conflict', message, { fields, outcome: 'unknown' })
}

/** Marks an error that wraps one of the store. Of whatever kind that is, it says nothing about the payout. */
const storeFailure = Symbol('store failure')

/** Returns the store's own error, if an error wraps one. */
export const storeErrorIn = (error: unknown): { readonly cause: unknown } | undefined =>
  storeFailure in Object(error) ? { cause: (error as Error).cause } : undefined

/** Makes the memory of one payout: an entry in the store under the names of gateway, merchant and `order_id`. */
export function createJournal(store: Store, scope: string, params: CreatePayoutParams, signal?: Signal): PayoutJournal {
  const intent = readIntent(params)
  /** Calls the store until the caller aborts: a store that hangs must not hold up a caller who has given up. */
  const ask = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    try {
      if (!signal?.aborted) return await untilAbort(signal, run)
      // After an abort the result is still written, so the store gets a moment.
      return await raceTimeout((async () => run())(), lastWordMs, () => Promise.reject(signal.reason))
    } catch (cause) {
      throw Object.assign(new Error('The store failed', { cause }), { [storeFailure]: true })
    }
  }
  const asked: Store = {
    get: (key) => ask(() => store.get(key)),
    add: (key, value) => ask(() => store.add(key, value)),
    replace: (key, from, to) => ask(() => store.replace(key, from, to)),
  }
  const key = `ensure-payout:${sha256Hex(scope).slice(0, 32)}:${params.order_id}`
  const read = async (): Promise<Recorded | undefined> => {
    const text: unknown = await asked.get(key)
    if (text === undefined || text === null) return undefined
    if (typeof text !== 'string') throw configError('store', 'must resolve with a string or undefined from get')
    const entry = parseEntry(text)
    const conflict = findIntentConflict(intent, entry.intent, params.order_id, 'The store holds')
    if (conflict !== undefined) throw conflict
    return { text, entry }
  }
  let hasWritten = false
  return {
    intent,
    hasWritten: () => hasWritten,
    read,
    write: async (previous, changes) => {
      hasWritten = true
      const entry: PayoutEntry = { ...changes, intent }
      // No two writes are equal, so a read shows whose entry it is.
      const text = JSON.stringify({ ...entry, version, token: crypto.randomUUID() })
      const { seen, failure } = await putEntry(asked, key, previous?.text, text)
      if (seen === text) return { text, entry }
      if (failure !== undefined) throw failure.error
      return undefined
    },
  }
}
