import type { Store } from '../../../src/stores/types.ts'

/** A store that sends each call to the next of several on the same entries, as several processes would. */
export function shareOut(stores: readonly Store[]): Store {
  let calls = 0
  const next = () => stores[calls++ % stores.length] as Store
  return {
    get: (key) => next().get(key),
    add: (key, value) => next().add(key, value),
    replace: (key, from, to) => next().replace(key, from, to),
  }
}
