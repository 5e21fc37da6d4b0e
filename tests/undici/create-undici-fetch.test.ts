import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { Agent, interceptors, MockAgent } from 'undici'
import type { Fetch } from '../../src/call/types.ts'
import { createClient } from '../../src/client.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import type { UndiciRequest } from '../../src/undici/options.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { payout } from '../fixtures/payouts.ts'
import { credentials } from '../support/credentials.ts'
import { withLoopback } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

const good = JSON.stringify({ state: 0, result: paymentSample })
const baseUrl = 'https://api.cryptomus.com'

/** Reads a payment from a gateway that answers so, without leaving the process. */
async function readFrom(status: number, body: string | Buffer, headers: Record<string, string> = {}) {
  const dispatcher = new MockAgent()
  dispatcher.disableNetConnect()
  dispatcher.get(baseUrl).intercept({ path: '/v1/payment/info', method: 'POST' }).reply(status, body, { headers })
  const client = createClient({ ...credentials, retries: 0, fetch: createUndiciFetch({ dispatcher }) })
  try {
    return await client.payments.get({ order_id: 'order-1' })
  } finally {
    await dispatcher.close()
  }
}

test('a MockAgent serves a client', async () => {
  assert.equal((await readFrom(200, good)).uuid, paymentSample.uuid)
})

test('a dispatcher that was passed gets a signal of the platform', async () => {
  const signals: unknown[] = []
  const request = async ({ signal }: UndiciRequest): Promise<never> => {
    signals.push(signal)
    throw new Error('enough')
  }
  const client = createClient({ ...credentials, retries: 0, fetch: createUndiciFetch({ dispatcher: { request } }) })
  await rejected('network', client.balance.get())
  assert.equal(signals[0] instanceof AbortSignal, true)
})

test('what a MockAgent was not told of is a network error', async () => {
  const dispatcher = new MockAgent()
  dispatcher.disableNetConnect()
  const client = createClient({ ...credentials, retries: 0, fetch: createUndiciFetch({ dispatcher }) })
  const error = await rejected('network', client.payments.get({ order_id: 'order-1' }))
  assert.match(error.message, /Mock dispatch not matched/)
})

test('a MockAgent does not answer a call that was aborted before', async () => {
  const dispatcher = new MockAgent()
  dispatcher.get(baseUrl).intercept({ path: '/v1/payment/info', method: 'POST' }).reply(200, good)
  const fetch = createUndiciFetch({ dispatcher })
  const init = { method: 'POST', headers: {}, redirect: 'manual', signal: AbortSignal.abort('too late') } as const
  await assert.rejects(fetch(`${baseUrl}/v1/payment/info`, init), (reason) => reason === 'too late')
  assert.equal(dispatcher.pendingInterceptors().length, 1)
})

test('an answer of the gateway that says no has its status and its Retry-After', async () => {
  const refusal = await rejected('api', readFrom(422, '{"state":1,"message":"Not found"}'))
  assert.deepEqual([refusal.status, refusal.outcome, refusal.gatewayMessage], [422, 'rejected', 'Not found'])
  const page = await rejected('response', readFrom(503, '<html>', { 'Retry-After': '3600' }))
  assert.deepEqual([page.status, page.retryAfterMs], [503, 3_600_000])
})

for (const [encoding, body] of [
  ['gzip', gzipSync(good)],
  ['br', brotliCompressSync(good)],
  ['deflate', deflateSync(good)],
  ['gzip, br', brotliCompressSync(gzipSync(good))],
] as const) {
  test(`an answer that comes in ${encoding} is read all the same`, async () => {
    assert.equal((await readFrom(200, body, { 'content-encoding': encoding })).uuid, paymentSample.uuid)
  })
}

test('a response in an unknown encoding is a response error that names it and keeps the status', async () => {
  const error = await rejected('response', readFrom(200, good, { 'content-encoding': 'zstd' }))
  assert.match(error.text, /content-encoding is unknown: zstd/)
  assert.deepEqual([error.status, error.operation, error.outcome], [200, 'payments.get', 'unknown'])
})

test('a small answer that unpacks to a large one is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000, ' '))
  await withLoopback(
    (request, response) => {
      request.resume()
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    },
    async (url) => {
      const fetch = createUndiciFetch()
      const client = createClient({ ...credentials, retries: 0, baseUrl: url, fetch })
      const error = await rejected('response', client.payments.get({ order_id: 'order-1' }))
      assert.match(error.message, /^payments\.get got more than 1 MiB/)
      assert.equal(error.outcome, 'unknown')
      await fetch.close()
    },
  )
})

test('a redirect that an interceptor of the caller followed is refused', async () => {
  await withLoopback(
    (request, response) => {
      request.resume()
      if (request.url === '/followed') response.end(good)
      else response.writeHead(307, { location: '/followed' }).end()
    },
    async (url) => {
      const agent = new Agent()
      const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 3 }))
      const client = createClient({
        ...credentials,
        retries: 0,
        baseUrl: url,
        fetch: createUndiciFetch({ dispatcher }),
      })
      const error = await rejected('response', client.payments.get({ order_id: 'order-1' }))
      assert.match(error.message, /a redirect, which is never followed/)
      await agent.close()
    },
  )
})

test('what is made is frozen and shows nothing of its options', () => {
  const dispatcher = Object.assign(new MockAgent(), { token: 'hunter2' })
  const fetch = createUndiciFetch({ dispatcher })
  assert.ok(Object.isFrozen(fetch))
  assert.ok(!inspect(fetch, { depth: null, showHidden: true }).includes('hunter2'))
})

test('options are checked before anything is opened', () => {
  assert.equal(thrown('config', () => createUndiciFetch({ connections: 0 })).option, 'connections')
})

for (const option of ['proxy', 'ca', 'pipelining', 'allowH2']) {
  test(`${option} is refused before anything is opened`, () => {
    const error = thrown('config', () => createUndiciFetch({ [option]: 1 }))
    assert.match(error.message, new RegExp(`^${option} .*pass dispatcher: new (Proxy)?Agent\\(`))
  })
}

test('no options may be null', async () => {
  await createUndiciFetch(null as never).close()
})

test('a wrapper that takes over the members of the fetch is no transport: its errors may be about anything', async () => {
  const fetch = createUndiciFetch()
  const signals: unknown[] = []
  const wrapper: Fetch = async (_, { signal }) => {
    signals.push(signal)
    throw Object.assign(new Error('the database is down'), { code: 'ECONNREFUSED', port: 5432 })
  }
  const client = createClient({ ...credentials, retries: 0, fetch: Object.assign(wrapper, fetch) })
  assert.equal((await rejected('network', client.payouts.create(payout))).outcome, 'unknown')
  assert.equal(signals[0] instanceof AbortSignal, true)
  await fetch.close()
})

test('a call after close was not sent, and says why', async () => {
  const dispatcher = new MockAgent()
  const fetch = createUndiciFetch({ dispatcher })
  await fetch.close()
  const client = createClient({ ...credentials, retries: 0, fetch })
  const error = await rejected('network', client.payments.get({ order_id: 'order-1' }))
  assert.match(error.message, /fetch has been closed \(UND_ERR_CLOSED\)/)
  assert.equal(error.outcome, 'not_sent')
  await dispatcher.close()
})
