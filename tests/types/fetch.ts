import { fetch as undiciFetch } from 'undici'
import { type ClientOptions, createClient, type Fetch, type Middleware } from '../../src/index.ts'

const credentials = { merchantId: 'm', apiKey: 'k' }

const five: Fetch = async (url, { body }) => ({
  status: 200,
  text: async () => `{"state":0,"result":{"uuid":"${url}","body":${body}}}`,
})

// What a test of someone who knows only the platform looks like.
const platform = async (input: string | URL | Request, init?: RequestInit): Promise<Response> =>
  Response.json({ state: 0, result: { input, sign: new Headers(init?.headers).get('sign') } })

export const transports: readonly ClientOptions['fetch'][] = [
  fetch,
  globalThis.fetch,
  undiciFetch,
  five,
  platform,
  async () => new Response('{}'),
  async () => ({ status: 500, text: async () => '' }),
  (url, init) => globalThis.fetch(url, init),
  (url, init) => undiciFetch(url, init),
  undefined,
]

export const clients = () => [
  createClient({ ...credentials, fetch }),
  createClient({ ...credentials, fetch: undiciFetch }),
  createClient({ ...credentials, fetch: five }),
  createClient({ ...credentials, fetch: platform }),
]

export const refused = () => [
  // @ts-expect-error: a response has a text()
  createClient({ ...credentials, fetch: async () => ({ status: 200 }) }),
  // @ts-expect-error: a fetch is a function
  createClient({ ...credentials, fetch: 'undici' }),
  // @ts-expect-error: a key is needed
  createClient({ merchantId: 'm' }),
  // @ts-expect-error: a misspelt option
  createClient({ ...credentials, payoutKey: 'p' }),
  // @ts-expect-error: two gateways are known by name
  createClient({ ...credentials, gateway: 'stripe' }),
]

export const stripping: Middleware = (next) => async (request) => {
  const { status, headers, text } = await next(request)
  // @ts-expect-error: what is known of the attempts is kept elsewhere
  const { attempts } = await next({ ...request, body: request.body?.trim() })
  return { status: status + attempts, headers, text }
}

export const made: Middleware = (next) => async (request) => {
  // @ts-expect-error: a request is frozen
  request.url = 'https://another.example'
  // @ts-expect-error: the signal belongs to fetch
  return next({ ...request, url: `${request.signal}` })
}

export const timing: Middleware = (next) => async (request) => {
  const response = await next(request)
  // @ts-expect-error: headers reach only fetch
  return { ...response, text: `${request.headers}` }
}
