import { createClient, items } from 'cryptomus-kit'
import { signPayload } from 'cryptomus-kit/signing'
import { parseWebhook, signWebhook, verifyWebhook } from 'cryptomus-kit/webhooks'
import { paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { median } from './median.ts'
import type { Row } from './types.ts'

const key = 'k'.repeat(128)
const [small, large] = [7000, 56_000]

/** Body of a webhook with as many members as make the size. */
const bodyOf = (size: number) => {
  const members = Array.from({ length: size / 50 }, (_, at) => [`name_${at}`, 'x'.repeat(34)])
  return signWebhook({ type: 'payment', uuid: 'u', status: 'paid', ...Object.fromEntries(members) }, key)
}

function millisecondsOf(run: () => unknown): number {
  const startedAt = performance.now()
  for (let at = 0; at < 20; at++) run()
  return performance.now() - startedAt
}

/** How many times as long a function takes for one byte of a large body as for one of a small body. */
function growthOf(name: string, run: (body: string) => unknown): Row {
  const bodies = [bodyOf(small), bodyOf(large)] as const
  const ratios = Array.from({ length: 60 }, () => {
    const [a, b] = bodies.map((body) => millisecondsOf(() => run(body)) / body.length)
    return (b ?? Number.NaN) / (a ?? Number.NaN)
  })
  const [from, to] = bodies.map(({ length }) => length)
  // A product of a larger body is further from the processor, so that the same work for a byte takes a little longer.
  return {
    what: `${name}: time for a byte of ${to} against of ${from}`,
    value: median(ratios),
    unit: 'x',
    bar: { atMost: 1.5 },
  }
}

/** Megabytes that the heap grows by between the first thousand items of a list and the last of 100,000. */
async function heapGrowth(): Promise<number | string> {
  const { gc } = globalThis
  if (gc === undefined) return 'the process was started without --expose-gc'
  const heapSize = () => {
    gc()
    return process.memoryUsage().heapUsed / 1_000_000
  }
  const [pages, pageSize] = [1000, 100]
  let page = 0
  const fetch = async () => {
    page++
    const paginate = { count: pageSize, hasPages: true, nextCursor: page < pages ? `page-${page}` : null }
    const list = Array.from({ length: pageSize }, (_, at) => ({ ...paymentSample, uuid: `${page}-${at}` }))
    return Response.json({ state: 0, result: { items: list, paginate } })
  }
  const client = createClient({ ...credentials, fetch })
  let [count, early] = [0, 0]
  for await (const _ of items(client.payments.list, {})) {
    if (++count === 1000) early = heapSize()
  }
  if (count !== pages * pageSize) throw new Error(`The list had ${count} items.`)
  return heapSize() - early
}

/** Growth with the size of a body, and with the length of a list. */
export async function growth(): Promise<readonly Row[]> {
  return [
    growthOf('signPayload', (body) => signPayload(body, key)),
    growthOf('verifyWebhook', (body) => verifyWebhook(body, key)),
    growthOf('parseWebhook', (body) => parseWebhook(body, key)),
    {
      what: 'growth of the heap over 100,000 items of a list',
      value: await heapGrowth(),
      unit: 'MB',
      bar: { atMost: 2 },
    },
  ]
}
