import { createClient } from 'cryptomus-kit'
import { buildHeaders } from 'cryptomus-kit/signing'
import { createUndiciFetch } from 'cryptomus-kit/undici'
import { Agent, request } from 'undici'
import { credentials } from '../support/credentials.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import { startServer } from './server.ts'
import type { Row } from './types.ts'

const params = { amount: '15.00', currency: 'USD', order_id: 'order-1' }
const { merchantId, apiKey } = credentials
const inFlight = 64
const deadlineMs = 30_000
const maxBytes = 1_048_576

/** A signed request, as code without a client makes one. */
function signedRequest() {
  const body = JSON.stringify(params)
  return { method: 'POST' as const, headers: { ...buildHeaders({ merchantId, apiKey, body }) }, body }
}

/** Runs a call with a deadline of a controller and a timer. */
async function withDeadline<Result>(call: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), deadlineMs)
  try {
    return await call(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}

/** The bare call: fetch with a deadline, at most 1 MiB of the body, and a signature. */
const bareFetch = (url: string) =>
  withDeadline(async (signal) => {
    const response = await fetch(url, { ...signedRequest(), redirect: 'manual', signal })
    if (response.body === null) throw new Error('The response has no body.')
    const decoder = new TextDecoder()
    let text = ''
    let length = 0
    for await (const chunk of response.body) {
      length += chunk.byteLength
      if (length > maxBytes) throw new Error('The response is too large.')
      text += decoder.decode(chunk, { stream: true })
    }
    return JSON.parse(text + decoder.decode()) as unknown
  })

/** A call over the global fetch against the bare call. */
export async function calls(): Promise<readonly Row[]> {
  const { url, stop } = await startServer()
  const client = createClient({ merchantId, apiKey, baseUrl: url })
  const ours = () => client.payments.create(params)
  const bare = () => bareFetch(`${url}/v1/payment`)
  try {
    for (const call of [bare, ours]) await load(call, 2000)
    const ratios: number[] = []
    // Short turns, so that a machine that becomes slower slows both, and many, because it may do so in the middle of one.
    for (let turn = 0; turn < 80; turn++) {
      const theirs = await load(bare, 50)
      ratios.push((await load(ours, 50)).cpuMicroseconds / theirs.cpuMicroseconds)
    }
    const what =
      'CPU of payments.create over the global fetch, against fetch with a deadline, 1 MiB at most and signing'
    return [{ what, value: median(ratios), unit: 'x', bar: { atMost: 1.3 } }]
  } finally {
    stop()
  }
}

/** The same client over `./undici` against over the global fetch, and against undici itself. */
export async function overUndici(): Promise<readonly Row[]> {
  const { url, stop } = await startServer()
  const fetch = createUndiciFetch({ connections: inFlight })
  const dispatcher = new Agent({ connections: inFlight })
  const options = { merchantId, apiKey, baseUrl: url }
  const [client, pooled] = [createClient(options), createClient({ ...options, fetch })]
  const overGlobal = () => client.payments.create(params)
  const overPool = () => pooled.payments.create(params)
  const bare = () =>
    withDeadline(async (signal) => {
      const { body } = await request(`${url}/v1/payment`, { ...signedRequest(), dispatcher, signal })
      return JSON.parse(await body.text()) as unknown
    })
  try {
    for (const call of [bare, overGlobal, overPool]) await load(call, 3000, inFlight)
    const faster: number[] = []
    const dearer: number[] = []
    for (let turn = 0; turn < 7; turn++) {
      const slow = await load(overGlobal, 2000, inFlight)
      const least = await load(bare, 4000, inFlight)
      const pool = await load(overPool, 4000, inFlight)
      faster.push(pool.perSecond / slow.perSecond)
      dearer.push(pool.cpuMicroseconds / least.cpuMicroseconds)
    }
    return [
      {
        what: `requests a second over ./undici, against over the global fetch, ${inFlight} in flight`,
        value: median(faster),
        unit: 'x',
        bar: { atLeast: 4 },
      },
      {
        what: `CPU of payments.create over ./undici, against undici's request with a controller, a timer and signing`,
        value: median(dearer),
        unit: 'x',
        bar: { atMost: 1.25 },
      },
    ]
  } finally {
    await Promise.all([fetch.close(), dispatcher.close()])
    stop()
  }
}
