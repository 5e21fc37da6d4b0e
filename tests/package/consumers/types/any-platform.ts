import {
  type Caller,
  createCaller,
  createClient,
  createPayment,
  createWebhookHandler,
  type EnvSettings,
  type Fetch,
  isCryptomusError,
  type Middleware,
  memoryStore,
  type Payment,
  type Payout,
  readEnv,
  type Store,
} from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'
import { serveSandbox } from 'cryptomus-kit/sandbox/server'
import { buildHeaders, signPayload } from 'cryptomus-kit/signing'
import { postgresStore } from 'cryptomus-kit/stores'
import { createUndiciFetch } from 'cryptomus-kit/undici'
import { verifyWebhook } from 'cryptomus-kit/webhooks'

interface Env {
  readonly CRYPTOMUS_MERCHANT_ID: string
  readonly CRYPTOMUS_API_KEY: string
  readonly ORDERS: { get(name: string): Promise<string | null> }
}

const fake: Fetch = async (url, init) => {
  const result = { uuid: url, method: init.method, body: init.body, isAborted: init.signal?.aborted }
  return { status: 200, text: async () => JSON.stringify({ state: 0, result }) }
}
const middleware: Middleware = (next) => async (request) => next(request)

export const makeClient = (env: Env) => createClient({ ...readEnv(env), fetch: fake, middleware: [middleware] })
export const makeCaller = (env: Env): Caller => createCaller(readEnv(env))

// @ts-expect-error a text holds no variables
readEnv('CRYPTOMUS_API_KEY=k')

const values = new Map<string, string>()
const store: Store = {
  get: async (key) => values.get(key),
  add: async (key, value) => !values.has(key) && values.set(key, value) !== undefined,
  replace: async (key, from, to) => values.get(key) === from && values.set(key, to) !== undefined,
}
export const stores: readonly Store[] = [store, memoryStore(), postgresStore(async () => [], { table: 'orders' })]

export const handle = createWebhookHandler({
  apiKey: 'k',
  confirm: false,
  store,
  on: {
    'payment.paid': async ({ order_id, payment_amount }, { record }) => [order_id, payment_amount, record?.uuid],
    '*': ({ uuid }) => uuid,
  },
})

export async function payOut(env: Env): Promise<string> {
  const client = makeClient(env)
  const { apiKey = '', allowHttp = false }: EnvSettings = readEnv(env)
  const payment: Payment = await client.payments.create({ amount: '1', currency: 'USDT', order_id: 'o-1' })
  await createPayment(client, { amount: payment.amount, currency: 'USDT', order_id: 'o-1' })
  // @ts-expect-error amounts are decimal strings
  await client.payments.create({ amount: 1, currency: 'USDT', order_id: 'o-1' })
  try {
    await client.balance.get()
  } catch (error) {
    if (isCryptomusError(error, 'conflict')) {
      const payout = error.existing as Payout
      return `${error.fields} ${error.existing?.status} ${payout.is_final}`
    }
  }
  const server = await serveSandbox({ sandbox: createSandbox() })
  const fetch = createUndiciFetch({ connections: 8 })
  createClient({ ...server.clientOptions, fetch })
  const { sign } = buildHeaders({ merchantId: 'm', apiKey, body: '{}' })
  return `${sign} ${signPayload('', apiKey)} ${verifyWebhook('{}', [apiKey])} ${allowHttp}`
}
