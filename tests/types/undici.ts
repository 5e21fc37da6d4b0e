import { Agent, type Dispatcher, getGlobalDispatcher, interceptors, MockAgent, Pool, ProxyAgent } from 'undici'
import { createClient } from '../../src/index.ts'
import { createUndiciFetch, type UndiciOptions } from '../../src/undici/index.ts'

const credentials = { merchantId: 'm', apiKey: 'k' }

export const dispatchers: readonly UndiciOptions['dispatcher'][] = [
  new Agent(),
  new MockAgent(),
  new Pool('https://api.cryptomus.com'),
  new ProxyAgent('http://127.0.0.1:8080'),
  new Agent().compose(interceptors.retry()),
  getGlobalDispatcher(),
  {} as Dispatcher,
  undefined,
]

/** The request of a dispatcher of undici 6, whose methods are a closed list. */
interface RequestOfUndici6 {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH'
}

export const ofUndici6: UndiciOptions['dispatcher'] = {
  request: (options: RequestOfUndici6) => new Agent().request({ origin: 'http://127.0.0.1', path: '/', ...options }),
}

export const clients = () => [
  createClient({ ...credentials, fetch: createUndiciFetch() }),
  createClient({
    ...credentials,
    fetch: createUndiciFetch({ connections: 8, keepAliveTimeoutMs: 30_000, connectTimeoutMs: 5_000 }),
  }),
]

export const closed: Promise<void> = createUndiciFetch().close()

export const refused = () => [
  // @ts-expect-error: a misspelt option
  createUndiciFetch({ connection: 8 }),
  // @ts-expect-error: a proxy is a ProxyAgent, passed as dispatcher
  createUndiciFetch({ proxy: 'http://127.0.0.1:8080' }),
  // @ts-expect-error: certificates belong to an Agent, passed as dispatcher
  createUndiciFetch({ ca: '' }),
  // @ts-expect-error: pipelining belongs to an Agent, passed as dispatcher
  createUndiciFetch({ pipelining: 10 }),
  // @ts-expect-error: HTTP/2 belongs to an Agent, passed as dispatcher
  createUndiciFetch({ allowH2: true }),
  // @ts-expect-error: no dispatcher
  createUndiciFetch({ dispatcher: {} }),
]
