import { createStore } from './make-store.ts'
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
  return createStore({
    get: async (key) => entries.get(key),
    add: async (key, value) => !entries.has(key) && put(key, value),
    replace: async (key, from, to) => entries.get(key) === from && put(key, to),
  })
}
