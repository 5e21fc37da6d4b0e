import { createStore } from './make-store.ts'
import type { Store } from './types.ts'

/**
 * Makes a store in the memory of this process: for tests, scripts and a server of one process.
 *
 * It never forgets, so it grows; and it is lost with the process, so a payout that a crash left unsettled is not found again.
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
