import { entryPromises } from './stores/entries.ts'
import { racePromises } from './stores/races.ts'
import { textPromises } from './stores/texts.ts'
import type { OpenStore } from './stores/types.ts'

/** Where tests are registered: `{ test }`, or the context of a test that is running. */
export interface TestContext {
  test(name: string, run: () => Promise<void>): Promise<void>
}

/**
 * Registers a test for each promise of `Store`. A service is best reached over several connections: the store that `open`
 * gives may share its calls out among several.
 */
export async function testStore(context: TestContext, name: string, open: OpenStore): Promise<void> {
  const promises = Object.entries({ ...entryPromises, ...textPromises, ...racePromises })
  await Promise.all(promises.map(([what, check]) => context.test(`${name}: ${what}`, () => check(open))))
}
