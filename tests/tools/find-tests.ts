import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Folders that need a build, a service or another runtime; they run only when they are named. */
const onRequest = ['package', 'services', 'frameworks', 'runtimes']

/** Where the choice between the host's hashes and the portable ones can be felt. */
const hashing = ['crypto/', 'json/', 'signing/', 'webhooks/', 'sandbox/', 'call/', 'client.test.ts'].map(
  (place) => `tests/${place}`,
)

export const dependsOnHashes = (file: string): boolean => hashing.some((place) => file.startsWith(place))

/** Finds the test files below `root`, with forward slashes, whose path holds one of the filters (all without filters). */
export function findTests(root: string, filters: readonly string[]): readonly string[] {
  const wanted = filters.map((filter) => filter.replaceAll('\\', '/').replace(/^\.\//, ''))
  const isWanted = (file: string) => wanted.length === 0 || wanted.some((filter) => file.includes(filter))
  const isAskedFor = (file: string) => {
    const folder = onRequest.find((name) => file.startsWith(`tests/${name}/`))
    return folder === undefined || wanted.some((filter) => filter.includes(folder))
  }
  return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .map((file) =>
      relative(root, join(root, 'tests', file))
        .split(sep)
        .join('/'),
    )
    .filter((file) => file.endsWith('.test.ts') && !file.includes('/node_modules/'))
    .filter((file) => isWanted(file) && isAskedFor(file))
    .sort()
}
