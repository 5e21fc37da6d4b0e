import { createClient } from 'cryptomus-kit'
import { buildHeaders } from 'cryptomus-kit/signing'
import { createUndiciFetch } from 'cryptomus-kit/undici'
import { credentials } from '../support/credentials.ts'
import { startServer } from './server.ts'
import { summary } from './summary.ts'
import type { Row } from './types.ts'

const params = { amount: '15.00', currency: 'USD', order_id: 'order-1' }
const inFlight = 64

/** CPU microseconds that a call takes in this process, over many calls one after another. */
async function cpuOf(call: () => Promise<unknown>, calls: number): Promise<number> {
  const before = process.cpuUsage()
  for (let at = 0; at < calls; at++) await call()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / calls
}

/** Calls a second with so many under way at any time. */
async function throughputOf(call: () => Promise<unknown>, calls: number): Promise<number> {
  let left = calls
  const worker = async () => {
    while (left-- > 0) await call()
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: inFlight }, worker))
  return (calls * 1000) / (performance.now() - startedAt)
}

/** A call against the least that does the same, and the same client over `./undici` against over the global fetch. */
export async function calls(): Promise<readonly Row[]> {
  const { url, stop } = await startServer()
  const pool = createUndiciFetch({ connections: inFlight })
  const options = { merchantId: credentials.merchantId, apiKey: credentials.apiKey, baseUrl: url }
  const client = createClient(options)
  const pooled = createClient({ ...options, fetch: pool })
  const bare = async () => {
    const body = JSON.stringify(params)
    const headers = buildHeaders({ ...options, body })
    const response = await fetch(`${url}/v1/payment`, {
      method: 'POST',
      headers: { ...headers },
      body,
      redirect: 'manual',
    })
    return JSON.parse(await response.text()) as unknown
  }
  const ours = () => client.payments.create(params)
  const overPool = () => pooled.payments.create(params)
  try {
    for (const call of [bare, ours, overPool]) await throughputOf(call, 3000)
    const more: number[] = []
    // Short turns, so that a machine that becomes slower slows both, and many, because it may do so in the middle of one.
    for (let round = 0; round < 600; round++) more.push(-(await cpuOf(bare, 25)) + (await cpuOf(ours, 25)))
    const faster: number[] = []
    for (let round = 0; round < 11; round++) {
      const slow = await throughputOf(ours, 4000)
      faster.push((await throughputOf(overPool, 8000)) / slow)
    }
    return [
      { what: 'CPU of a call beyond bare fetch plus signing', ...summary(more), unit: 'µs', bar: { atMost: 40 } },
      {
        what: `requests a second over ./undici against over the global fetch, ${inFlight} in flight`,
        ...summary(faster),
        unit: 'x',
        bar: { atLeast: 3.5 },
      },
    ]
  } finally {
    await pool.close()
    stop()
  }
}
