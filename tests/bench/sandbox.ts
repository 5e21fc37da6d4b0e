import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createClient } from 'cryptomus-kit'
import { type SandboxServer, serveSandbox } from 'cryptomus-kit/sandbox/server'
import { signPayload } from 'cryptomus-kit/signing'
import { Agent, request } from 'undici'
import type { Row } from './types.ts'

const path = fileURLToPath(import.meta.url)
const inFlight = 16
const creates = 2000
const manyRecords = 100_000
const fillWithinMs = 180_000
const expiries = 10_000

const paramsOf = (orderId: string, lifetime = 43_200) => ({
  amount: '15',
  currency: 'USDT',
  network: 'tron',
  order_id: orderId,
  lifetime,
})

/** What the server's process does when it is asked, beside serving. */
const tasks = {
  cpu: async () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  fill: async ({ clientOptions }: SandboxServer['sandbox']) => {
    const client = createClient(clientOptions)
    const endsAt = performance.now() + fillWithinMs
    let made = 0
    while (made < manyRecords && performance.now() < endsAt) await client.payments.create(paramsOf(`fill-${made++}`))
    return made
  },
  list: async ({ clientOptions }: SandboxServer['sandbox']) => {
    const client = createClient(clientOptions)
    for (let page = 0; page < 20; page++) await client.payments.list()
    const startedAt = performance.now()
    for (let page = 0; page < 20; page++) await client.payments.list()
    return (performance.now() - startedAt) / 20
  },
  expire: async ({ clientOptions, advance }: SandboxServer['sandbox']) => {
    const client = createClient(clientOptions)
    for (let at = 0; at < expiries; at++) await client.payments.create(paramsOf(`expire-${at}`, 300))
    const startedAt = performance.now()
    await advance(301_000)
    return performance.now() - startedAt
  },
}

type Task = keyof typeof tasks

/** A server of the sandbox in a process of its own. */
interface Served {
  readonly url: string
  readonly merchantId: string
  readonly apiKey: string
  readonly run: (task: Task) => Promise<number>
  readonly stop: () => void
}

async function start(): Promise<Served> {
  const child: ChildProcess = fork(path, ['serve'], { execArgv: ['--import', 'tsx'] })
  const next = () => new Promise<unknown>((resolve) => child.once('message', resolve))
  const options = (await next()) as Pick<Served, 'url' | 'merchantId' | 'apiKey'>
  const run = (task: Task) => {
    child.send(task)
    return next() as Promise<number>
  }
  return { ...options, run, stop: () => void child.kill() }
}

/** Creates over HTTP that one second of the server's CPU is enough for. */
async function createsOf({ url, merchantId, apiKey, run }: Served, name: string): Promise<number> {
  const dispatcher = new Agent({ connections: inFlight })
  const bodies = Array.from({ length: creates }, (_, at) => JSON.stringify(paramsOf(`${name}-${at}`)))
  const before = await run('cpu')
  const worker = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const headers = { merchant: merchantId, sign: signPayload(body, apiKey), 'content-type': 'application/json' }
      const answer = await request(`${url}/v1/payment`, { dispatcher, method: 'POST', headers, body })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const microseconds = (await run('cpu')) - before
  await dispatcher.close()
  return (creates * 1_000_000) / microseconds
}

/** Creates of the sandbox's server, with few records and with many, and what else has to stay fast with many. */
export async function sandbox(): Promise<readonly Row[]> {
  const served = await start()
  try {
    // The compiler of the engine is done with a server after some thousand requests.
    for (let round = 0; round < 4; round++) await createsOf(served, `warm-${round}`)
    const few = await createsOf(served, 'few')
    const filled = await served.run('fill')
    const tooSlow = `only ${filled} records were created in ${fillWithinMs / 1000} s`
    const withMany = async (measure: () => Promise<number>) => (filled < manyRecords ? tooSlow : measure())
    const what = "creates a second and core of the sandbox's server"
    return [
      { what, value: few, unit: '/s', bar: { atLeast: 6000 } },
      {
        what: `${what}, at ${manyRecords} records`,
        value: await withMany(() => createsOf(served, 'many')),
        unit: '/s',
        bar: { atLeast: 6000 },
      },
      {
        what: `page of a list, at ${manyRecords} records`,
        value: await withMany(() => served.run('list')),
        unit: 'ms',
        bar: { atMost: 1 },
      },
      {
        what: `${expiries} expiries in one advance, at ${manyRecords} records`,
        value: await withMany(() => served.run('expire')),
        unit: 'ms',
        bar: { atMost: 500 },
      },
    ]
  } finally {
    served.stop()
  }
}

if (process.argv[2] === 'serve') {
  const { url, clientOptions, sandbox: served } = await serveSandbox()
  process.on('message', async (task: Task) => process.send?.(await tasks[task](served)))
  process.send?.({ url, merchantId: clientOptions.merchantId, apiKey: clientOptions.apiKey })
}
