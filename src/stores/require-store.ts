import { configError } from '../errors/config-error.ts'
import type { Store } from './types.ts'

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
