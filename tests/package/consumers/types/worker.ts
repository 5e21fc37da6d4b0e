import { createClient, createWebhookHandler, memoryStore, readEnv } from 'cryptomus-kit'

interface Env {
  readonly CRYPTOMUS_MERCHANT_ID: string
  readonly CRYPTOMUS_API_KEY: string
  readonly ORDERS: KVNamespace
}

const worker: ExportedHandler<Env> = {
  async fetch(request, env, context) {
    const client = createClient({ ...readEnv(env), fetch: (url, init) => fetch(url, init) })
    const handle = createWebhookHandler({
      ...readEnv(env),
      store: memoryStore(),
      confirm: false,
      on: { payment: () => client.balance.get() },
    })
    context.waitUntil(client.balance.get({}, { signal: request.signal }))
    return handle(request)
  },
}

export { worker }
