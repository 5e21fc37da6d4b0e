import { configError, validationError } from '../errors/create-error.ts'
import type { Store } from './types.ts'

const mark = '\u001a'

const escapeOne = (character: string) => mark + character.charCodeAt(0).toString(16).padStart(4, '0')

/**
 * Spells a text so that every service keeps it apart from every other one: PostgreSQL has no place for U+0000, in UTF-8
 * all halves of surrogate pairs that stand alone look the same, and drivers drop a byte order mark.
 *
 * All of these, and other control characters, become U+001A and four hexadecimal digits. Other texts stay as they are.
 */
export const escapeText = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufeff]/gu, escapeOne)

/** Gives back the text that `escapeText` spelled. */
export const unescapeText = (text: string): string =>
  text.replace(/\p{Cc}([0-9a-f]{4})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string') throw validationError(name, 'must be a string')
  return escapeText(value)
}

/**
 * Makes a store of three functions that meet only strings which any service can keep. Anything but a string rejects with a
 * `validation` error; what a service complains of passes through as it is.
 */
export function createStore({ get, add, replace }: Store, expireMs?: number): Store {
  return Object.freeze<Store>({
    expireMs,
    get: async (key) => {
      const value = await get(textOf('key', key))
      return value === undefined ? undefined : unescapeText(value)
    },
    add: async (key, value) => add(textOf('key', key), textOf('value', value)),
    replace: async (key, from, to) => replace(textOf('key', key), textOf('from', from), textOf('to', to)),
  })
}

/**
 * Lets a usable store through and throws a `config` error for anything else, also for one that forgets an entry before
 * `keepMs` have passed: `Infinity` for what must never be forgotten.
 */
export function requireStore(store: unknown, keepMs: number): Store {
  if (store === undefined || store === null) throw configError('store', 'is missing')
  const { get, add, replace, expireMs } = Object(store) as Partial<Store>
  if (![get, add, replace].every((each) => typeof each === 'function')) {
    throw configError('store', 'must have get, add and replace, as memoryStore() has')
  }
  if (expireMs === undefined || Number(expireMs) >= keepMs) return store as Store
  const least = keepMs === Number.POSITIVE_INFINITY ? 'for good' : `for at least ${keepMs} ms`
  throw configError('store', `expires its entries after ${expireMs} ms (expireMs); they must be kept ${least}`)
}
