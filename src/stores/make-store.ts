import { configError, validationError } from '../errors/create-error.ts'
import { hasMethods } from '../options/require.ts'
import type { Store } from './types.ts'

/**
 * Creates a store of three functions that receive only strings which every service can keep.
 *
 * A call with anything but strings rejects with a `validation` error. What the functions reject with passes unchanged.
 */
export function createStore({ get, add, replace }: Store, expireMs?: number): Store {
  return Object.freeze<Store>({
    expireMs,
    get: async (key) => {
      const value = await get(escapeArgument('key', key))
      return value === undefined ? undefined : unescapeText(value)
    },
    add: async (key, value) => add(escapeArgument('key', key), escapeArgument('value', value)),
    replace: async (key, from, to) =>
      replace(escapeArgument('key', key), escapeArgument('from', from), escapeArgument('to', to)),
  })
}

function escapeArgument(name: string, value: unknown): string {
  if (typeof value !== 'string') throw validationError(name, 'must be a string')
  return escapeText(value)
}

const mark = '\u001a'

const escapeOne = (character: string) => mark + character.charCodeAt(0).toString(16).padStart(4, '0')

/**
 * Encodes a text so that every service keeps it distinct from every other text: PostgreSQL cannot store U+0000, lone
 * surrogates all have the same UTF-8, and drivers drop a byte order mark.
 *
 * These characters, and all other control characters, become U+001A and four hexadecimal digits; the rest stays as it is.
 */
export const escapeText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufeff]/gu, escapeOne)

/** Decodes a text that `escapeText` encoded. */
export const unescapeText = (text: string): string =>
  text.replace(/\p{Cc}([0-9a-f]{4})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/**
 * Returns the value if it is a store that keeps its entries for at least `keepMs`, `Infinity` for a store whose entries must
 * never expire; throws a `config` error otherwise.
 */
export function requireStore(store: unknown, keepMs: number): Store {
  if (store === undefined || store === null) throw configError('store', 'is missing')
  if (!hasMethods(store, ['get', 'add', 'replace'])) {
    throw configError('store', 'must have get, add and replace, as memoryStore() has')
  }
  const { expireMs } = store as Store
  if (expireMs === undefined || Number(expireMs) >= keepMs) return store as Store
  const least = keepMs === Number.POSITIVE_INFINITY ? 'for good' : `for at least ${keepMs} ms`
  throw configError('store', `expires its entries after ${expireMs} ms (expireMs); they must be kept ${least}`)
}
