import { requireText } from './make-store.ts'
import type { Store } from './types.ts'

/**
 * Creates a store in the memory of this process: for tests, scripts and a server of a single process. Never throws.
 *
 * Its entries never expire, so it grows with each key, and they are lost when the process ends. Other processes do not see
 * them.
 */
export function memoryStore(): Store {
  const entries = new Map<string, string>()
  const put = (key: string, value: string) => {
    entries.set(key, value)
    return true
  }
  return Object.freeze<Store>({
    get: async (key) => entries.get(requireText('key', key)),
    add: async (key, value) => {
      requireText('value', value)
      return !entries.has(requireText('key', key)) && put(key, value)
    },
    replace: async (key, from, to) => {
      requireText('from', from)
      requireText('to', to)
      return entries.get(requireText('key', key)) === from && put(key, to)
    },
  })
}
