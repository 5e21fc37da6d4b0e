import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that need a build, a service or another runtime; they run only when they are named. */
const onRequest = ['package', 'services', 'frameworks', 'runtimes']

/** The places whose tests tell the host's hashes from the portable ones: those that hash, and those that sign calls. */
const hashing =
  /^tests\/(?:(?:crypto|json|signing|webhooks|sandbox)\/|call\/(?:build|check|client|conflict|create|failure|global|headers|limits|read-response|send|telemetry)|client\.test\.ts)/

export const dependsOnHashes = (file: string): boolean => hashing.test(file)

/** All files below a folder. Packages have tests, too, which are not ours. */
function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (!entry.isDirectory()) return [path]
    return entry.name === 'node_modules' ? [] : filesBelow(root, path)
  })
}

/** Finds the test files below `root`, with forward slashes, whose path holds one of the filters (all without filters). */
export function findTests(root: string, filters: readonly string[]): readonly string[] {
  const wanted = filters.map((filter) => filter.replaceAll('\\', '/').replace(/^\.\//, ''))
  const isWanted = (file: string) => wanted.length === 0 || wanted.some((filter) => file.includes(filter))
  const isAskedFor = (file: string) => {
    const folder = onRequest.find((name) => file.startsWith(`tests/${name}/`))
    return folder === undefined || wanted.some((filter) => filter.includes(folder))
  }
  return filesBelow(root, 'tests')
    .filter((file) => file.endsWith('.test.ts') && isWanted(file) && isAskedFor(file))
    .sort()
}
