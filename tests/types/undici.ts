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

export const clients = () => [
  createClient({ ...credentials, fetch: createUndiciFetch() }),
  createClient({ ...credentials, fetch: createUndiciFetch({ connections: 8, ca: ['', new Uint8Array()] }) }),
]

export const closed: Promise<void> = createUndiciFetch().close()

export const refused = () => [
  // @ts-expect-error: a misspelt option
  createUndiciFetch({ connection: 8 }),
  // @ts-expect-error: a proxy is told by its URL
  createUndiciFetch({ proxy: new ProxyAgent('http://127.0.0.1:8080') }),
  // @ts-expect-error: no dispatcher
  createUndiciFetch({ dispatcher: {} }),
]
