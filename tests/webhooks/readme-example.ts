import { pathToFileURL } from 'node:url'
import { createClient } from '../../src/client.ts'
import { createSandbox } from '../../src/sandbox/index.ts'

// Imports the first webhook example of README.md, whose file it is given, against a sandbox for each thing that can happen to a
// shop. Prints what the shop answered and logged as lines of JSON.

let lines: string[] = []
for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  console[level] = (...args: unknown[]) =>
    void lines.push(`${level} ${args.map((arg) => JSON.stringify(arg)).join(' ')}`)
}

const url_callback = 'https://shop.example/hook'

type Sandbox = ReturnType<typeof createSandbox>
type Play = (sandbox: Sandbox, create: (params?: object) => Promise<string>) => Promise<unknown>

const plays: Readonly<Record<string, Play>> = {
  'an unknown order': async (sandbox, create) => sandbox.pay(await create({ order_id: 'order-7' })),
  'a wrong amount': async (sandbox, create) => sandbox.pay(await create({ amount: '2.00' })),
  'the whole amount': async (sandbox, create) => sandbox.pay(await create()),
  'a part': async (sandbox, create) => sandbox.pay(await create(), { amount: '5' }),
  'too much': async (sandbox, create) => sandbox.pay(await create(), { amount: '40' }),
  'a deposit': async (sandbox) => {
    const client = createClient(sandbox.clientOptions)
    const wallet = { currency: 'USDT', network: 'tron', order_id: 'wallet-1', url_callback }
    await sandbox.deposit((await client.wallets.create(wallet)).uuid, { amount: '3' })
  },
  'a handler that throws': async (sandbox, create) => {
    const log = console.log
    console.log = () => {
      console.log = log
      throw new Error('the database is down')
    }
    await sandbox.pay(await create())
  },
}

for (const [name, play] of Object.entries(plays)) {
  const sandbox = createSandbox()
  const { merchantId, apiKey, payoutApiKey, fetch } = sandbox.clientOptions
  Object.assign(process.env, {
    CRYPTOMUS_MERCHANT_ID: merchantId,
    CRYPTOMUS_API_KEY: apiKey,
    CRYPTOMUS_PAYOUT_API_KEY: payoutApiKey,
  })
  globalThis.fetch = fetch as unknown as typeof globalThis.fetch
  const { POST } = await import(`${pathToFileURL(process.argv[2] ?? '').href}?${encodeURIComponent(name)}`)
  const client = createClient(sandbox.clientOptions)
  const order = { amount: '25.00', currency: 'USD', to_currency: 'USDT', network: 'tron', order_id: 'order-1001' }
  await play(sandbox, async (params) => (await client.payments.create({ ...order, url_callback, ...params })).uuid)
  lines = []
  const statuses: number[] = []
  // The last one comes twice.
  for (const { body } of [...sandbox.deliveries, ...sandbox.deliveries.slice(-1)]) {
    statuses.push((await POST(new Request(url_callback, { method: 'POST', body }))).status)
  }
  process.stdout.write(`${JSON.stringify({ name, statuses, lines })}\n`)
}
