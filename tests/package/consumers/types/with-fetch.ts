import { type CallOptions, createClient, createWebhookHandler, type Fetch, memoryStore } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'

const credentials = { merchantId: 'm', apiKey: 'k' }

export const platform: Fetch = fetch
export const client = createClient({ ...credentials, fetch: (url, init) => fetch(url, init) })
export const clients = [
  createClient({ ...credentials, fetch }),
  createClient({ ...credentials, fetch: globalThis.fetch }),
]

export const cancel = (signal: AbortSignal): Promise<unknown> => client.balance.get({}, { signal })
export const optionsOf = (request: Request): CallOptions => ({ signal: request.signal, timeoutMs: 1000 })
export const abandon = async (): Promise<unknown> => {
  const controller = new AbortController()
  controller.abort()
  return client.balance.get({}, { signal: controller.signal })
}

const handle = createWebhookHandler({
  apiKey: 'k',
  confirm: false,
  store: memoryStore(),
  clientIp: (request) => request.headers.get('cf-connecting-ip') ?? undefined,
  on: { '*': ({ uuid }) => uuid },
})

export const POST = (request: Request): Promise<Response> => handle(request)

const sandbox = createSandbox({ deliver: (request) => handle(request) })
export const answer = (request: Request): Promise<Response> => sandbox.handle(request)
