import { invalidInput } from '../errors/invalid-input.ts'
import { escapeText, unescapeText } from './escape-text.ts'
import type { Store } from './types.ts'

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string') throw invalidInput(name, 'must be a string')
  return escapeText(value)
}

/**
 * Makes a store of three functions that meet only strings which any service can keep. Anything but a string rejects with a
 * `validation` error; what a service complains of passes through as it is.
 */
export function makeStore({ get, add, replace }: Store, expireMs?: number): Store {
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
