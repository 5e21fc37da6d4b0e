import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundle, type Copy, type Imports } from './bundle.ts'

/** Maximum bytes of a bundle after minifying and gzip. 1 kB is 1,000 bytes. */
interface Budget {
  readonly what: string
  readonly imports: Imports
  readonly bytes: number
}

const budgets: readonly Budget[] = [
  { what: 'signPayload', imports: { signing: ['signPayload'] }, bytes: 1_700 },
  { what: 'signPayload from the root', imports: { index: ['signPayload'] }, bytes: 1_700 },
  { what: 'verifyWebhook', imports: { webhooks: ['verifyWebhook'] }, bytes: 3_100 },
  { what: 'verifyWebhook from the root', imports: { index: ['verifyWebhook'] }, bytes: 3_100 },
  { what: 'createCaller and one operation', imports: { index: ['createCaller', 'createPayment'] }, bytes: 14_050 },
  { what: 'createClient', imports: { index: ['createClient'] }, bytes: 16_650 },
  {
    what: 'createWebhookHandler and memoryStore',
    imports: { index: ['createWebhookHandler', 'memoryStore'] },
    bytes: 13_800,
  },
  {
    what: 'createClient, and verifyWebhook from ./webhooks',
    imports: { index: ['createClient'], webhooks: ['verifyWebhook'] },
    bytes: 19_400,
  },
  {
    what: 'createCaller and ensurePayout',
    imports: { index: ['createCaller', 'ensurePayout'] },
    bytes: 21_650,
  },
  { what: 'everything in the root', imports: { index: '*' }, bytes: 44_700 },
]

const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(2)} kB`

/** Measures one copy of the package against the budgets. */
export function testSizes(copy: Copy): void {
  for (const { what, imports, bytes } of budgets) {
    test(`${what} of ${copy} weighs at most ${kilobytes(bytes)}`, async (t) => {
      const { size } = await bundle(copy, imports)
      t.diagnostic(kilobytes(size))
      assert.ok(size <= bytes, `${what} weighs ${kilobytes(size)}; its budget is ${kilobytes(bytes)}`)
    })
  }
}
