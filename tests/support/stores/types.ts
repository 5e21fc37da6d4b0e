import type { Store } from '../../../src/stores/types.ts'

/** Opens a store in a space that is named by letters; another name is another space. */
export type OpenStore = (space: string) => Store | Promise<Store>

/** What stores promise, each with a way to see it. */
export type StorePromises = Readonly<Record<string, (open: OpenStore) => Promise<void>>>
