import { configError, validationError } from '../errors/create-error.ts'
import { hasMethods } from '../options/require.ts'
import type { Store } from './types.ts'

/**
 * Creates a store of three functions that receive only strings which every service can keep.
 *
 * A call with anything but strings rejects with a `validation` error. What the functions reject with passes unchanged.
 */
export function createStore({ get, add, replace, expires }: Store): Store {
  return Object.freeze<Store>({
    expires,
    get: async (key) => {
      const value = await get(escapeArgument('key', key))
      return value === undefined ? undefined : unescapeText(value)
    },
    add: async (key, value) => add(escapeArgument('key', key), escapeArgument('value', value)),
    replace: async (key, from, to) =>
      replace(escapeArgument('key', key), escapeArgument('from', from), escapeArgument('to', to)),
  })
}

const escapeArgument = (name: string, value: unknown): string => escapeText(requireText(name, value))

/** Returns the value if it is a string; throws a `validation` error otherwise. */
export function requireText(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw validationError(name, 'must be a string')
}

const mark = '\u001a'

const escapeOne = (character: string) => mark + character.charCodeAt(0).toString(16).padStart(4, '0')

/**
 * Encodes a text so that every service keeps it distinct from every other text: PostgreSQL cannot store U+0000, lone
 * surrogates all have the same UTF-8, and drivers drop a byte order mark.
 *
 * These characters, and all other control characters, become U+001A and four hexadecimal digits; the rest stays as it is.
 */
export const escapeText = (text: string): string => text.replace(escaped, escapeOne)

// All but what stays, without `\p`, for which an engine reads the tables of Unicode when it loads the file.
const escaped = /[^ -~\xa0-\ud7ff\ue000-\ufefe\uff00-\u{10ffff}]/gu

/** Decodes a text that `escapeText` encoded: the mark is the only character below the space that is left in it. */
export const unescapeText = (text: string): string =>
  text.replace(/[^ -\uffff]([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Returns the value if it has the methods of a store; throws a `config` error otherwise. */
export function requireStore(store: unknown): Store {
  if (hasMethods(store, ['get', 'add', 'replace'])) return store as Store
  const isMissing = store === undefined || store === null
  throw configError('store', isMissing ? 'is missing' : 'must have get, add and replace, as memoryStore() has')
}

/** Outcome of a write. */
export interface Written {
  /** Entry that is there now: the one that was to be written, or somebody else's. */
  readonly seen: string | undefined
  /** Error that the store rejected the write with, if it did. */
  readonly failure?: { readonly error: unknown } | undefined
}

/**
 * Writes an entry where there is none, or over the one that was seen, and reads it back unless the store has said `true`.
 *
 * Only `true` is certain: anything else may be a driver's own result, also of a write that did nothing, and a response may be
 * lost after the write. So no two writers may write equal texts. Rejects if the entry cannot be read back.
 */
export async function putEntry(store: Store, key: string, from: string | undefined, to: string): Promise<Written> {
  let failure: Written['failure']
  try {
    const isWritten: unknown = await (from === undefined ? store.add(key, to) : store.replace(key, from, to))
    if (isWritten === true) return { seen: to }
  } catch (error) {
    failure = { error }
  }
  // Many drivers have `null` for what is not there.
  return { seen: (await store.get(key)) ?? undefined, failure }
}
