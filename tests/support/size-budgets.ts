import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundle, type Copy } from './bundle.ts'

/** Budgets of bundles, in bytes after minifying and gzip; 1 kB is 1000 bytes. */
interface Budget {
  readonly what: string
  readonly entry: string
  /** The names that are imported; left out, all of them. */
  readonly names?: readonly string[]
  readonly bytes: number
  /** The size to reach, if it is below the present one. */
  readonly aim?: number
}

const budgets: readonly Budget[] = [
  { what: 'signPayload', entry: 'signing', names: ['signPayload'], bytes: 3200 },
  { what: 'signPayload from the root', entry: 'index', names: ['signPayload'], bytes: 3200 },
  { what: 'verifyWebhook', entry: 'webhooks', names: ['verifyWebhook'], bytes: 4500 },
  { what: 'verifyWebhook from the root', entry: 'index', names: ['verifyWebhook'], bytes: 4500 },
  {
    what: 'createCaller and one operation',
    entry: 'index',
    names: ['createCaller', 'createPayment'],
    // Signing is 1.5 kB of it, the two parts of valibot that contracts need 0.7 kB.
    bytes: 11_900,
    aim: 8000,
  },
  { what: 'createClient', entry: 'index', names: ['createClient'], bytes: 14_350, aim: 12_000 },
  // The handler of webhooks with its adapters and stores is 7.6 kB of it.
  { what: 'everything in the root', entry: 'index', bytes: 31_000, aim: 22_000 },
]

// The build marks every call at load as pure, which the sources cannot; what people install is dist.
const allowance: Readonly<Record<Copy, number>> = { src: 1.02, dist: 1 }

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(2)} kB`

/** Measures one copy of the package against the budgets. */
export function testSizes(copy: Copy): void {
  for (const { what, entry, names, bytes: budget, aim = budget } of budgets) {
    const bytes = budget * allowance[copy]
    test(`${what} of ${copy} weighs ${kilobytes(bytes)} at most`, async (t) => {
      const { size } = await bundle(copy, entry, names)
      t.diagnostic(`${what}: ${kilobytes(size)}${aim < size ? `, meant to be ${kilobytes(aim)}` : ''}`)
      assert.ok(size <= bytes, `${what} weighs ${kilobytes(size)}; its budget is ${kilobytes(bytes)}`)
    })
  }
}
