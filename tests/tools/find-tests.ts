import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that need a build, a service or another runtime; they run only when they are named. */
const onRequest = ['package', 'services', 'frameworks', 'runtimes']

/** The tests of calls, webhooks and the sandbox: half of the time that all tests take, so that two cores share the work. */
export const callsGateway = (file: string): boolean =>
  /^tests\/(?:(?:call|crypto|json|sandbox|signing|webhooks)\/|client\.test\.ts)/.test(file)

/**
 * Tests that run twice, with the host's hashes and with the portable ones: those of the hashes, of every function that
 * hashes or compares a hash, and a client, a webhook handler and the sandbox as a whole. What else signs on its way reads
 * the same digits from both, because these prove them equal over one table of vectors.
 */
const hashing = [
  'call/build-request',
  'client.test.ts',
  'crypto/',
  'flows/payout-order-id',
  'sandbox/create-sandbox',
  'sandbox/requests/',
  'signing/',
  'webhooks/explain-webhook',
  'webhooks/forged-events',
  'webhooks/from-parsed-body',
  'webhooks/handler/create-webhook-handler',
  'webhooks/handler/verify-delivery',
  'webhooks/hmac-sha256',
  'webhooks/parse-webhook',
  'webhooks/php-corpus',
  'webhooks/sign-webhook',
  'webhooks/verify-webhook',
]

export const dependsOnHashes = (file: string): boolean => hashing.some((path) => file.startsWith(`tests/${path}`))

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
