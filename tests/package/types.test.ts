import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { typeErrors } from '../support/consumer.ts'

/** What every consumer writes, whatever platform types it has. */
const anywhere = `
  import { createCaller, createClient, createPayment, defineOperation, isCryptomusError, parseWebhook, settle,
    type Fetch, type Middleware, type Payment } from 'cryptomus-kit'
  import { buildHeaders, signPayload } from 'cryptomus-kit/signing'
  import { createSandbox } from 'cryptomus-kit/sandbox'
  import { createUndiciFetch } from 'cryptomus-kit/undici'
  import { serveSandbox } from 'cryptomus-kit/sandbox/server'
  import { explainWebhook, verifyWebhook } from 'cryptomus-kit/webhooks'

  const credentials = { merchantId: 'm', apiKey: 'k' }
  const fake: Fetch = async (url, init) => {
    const result = { uuid: url, method: init.method, body: init.body }
    return { status: 200, text: async () => JSON.stringify({ state: 0, result }) }
  }
  const middleware: Middleware = (next) => async (request) => next(request)
  const client = createClient({ ...credentials, fetch: fake, middleware: [middleware] })

  export async function useEverything(rawBody: string): Promise<string> {
    const payment: Payment = await client.payments.create({ amount: '1', currency: 'USDT', order_id: 'o-1' })
    const amount: string = payment.amount
    await createPayment(createCaller({ ...credentials, fetch: fake }), { amount, currency: 'USDT', order_id: 'o-1' })
    // @ts-expect-error amounts are decimal strings
    await settle(client.payments.create({ amount: 1, currency: 'USDT', order_id: 'o-1' }))
    // @ts-expect-error a record has one name
    await settle(client.payments.get({}))
    const settled = await settle(client.balance.get())
    if (!settled.ok && isCryptomusError(settled.error, 'api')) return String(settled.error.status)
    const event = parseWebhook(rawBody, 'k')
    if (event.type === 'payment' && event.isPaid) return event.payment_amount ?? ''
    const sandbox = createSandbox()
    createClient(sandbox.clientOptions)
    const server = await serveSandbox({ sandbox })
    await server.close()
    const fetch = createUndiciFetch({ connections: 8, connectTimeoutMs: 5_000 })
    createClient({ ...credentials, fetch })
    await fetch.close()
    return signPayload('', 'k') + verifyWebhook(rawBody, ['k']) + explainWebhook(rawBody, 'k').message
  }
  export const headers = buildHeaders({ ...credentials, body: '{}' })
  export { defineOperation }
`

/** What those write who have the platform's own types. */
const onThePlatform = `${anywhere}
  createClient({ ...credentials, fetch })
  createClient({ ...credentials, fetch: (url, init) => fetch(url, init) })
  export const deliver = async (request: Request): Promise<Response> => new Response(await request.text())
  createSandbox({ deliver })
  export const answer = (request: Request): Promise<unknown> => createSandbox().handle(request)
  export const call = (signal: AbortSignal) => client.balance.get({}, { signal })
`

const withUndici = `${onThePlatform}
  import { Agent, fetch as undiciFetch, MockAgent, ProxyAgent } from 'undici'
  createClient({ ...credentials, fetch: undiciFetch })
  for (const dispatcher of [new Agent(), new MockAgent(), new ProxyAgent('http://127.0.0.1')]) {
    createClient({ ...credentials, fetch: createUndiciFetch({ dispatcher }) })
  }
`

const { ModuleKind, ModuleResolutionKind } = ts
const nodeNext = { module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext }
const bundler = { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler }
const es2022 = { lib: ['lib.es2022.d.ts'] }

const consumers: readonly [who: string, file: string, code: string, options: ts.CompilerOptions][] = [
  ['an ES module on Node', 'esm.mts', withUndici, { ...nodeNext, ...es2022, types: ['node'] }],
  ['a CommonJS module on Node', 'cjs.cts', withUndici, { ...nodeNext, ...es2022, types: ['node'] }],
  ['a bundler with DOM', 'dom.ts', onThePlatform, { ...bundler, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [] }],
  ['neither Node nor DOM', 'bare.mts', anywhere, { ...nodeNext, ...es2022, types: [] }],
  ['neither, in CommonJS', 'bare.cts', anywhere, { ...nodeNext, ...es2022, types: [] }],
]

for (const [who, file, code, options] of consumers) {
  test(`the declarations serve ${who}`, () => {
    assert.deepEqual(typeErrors(file, code, options), [])
  })
}

test('a mistake of a consumer is seen, so that the silence above means something', () => {
  const code = `${anywhere}\n  createClient({ merchantId: 'm', apiKey: 'k', fetch: 1 })`
  assert.equal(typeErrors('wrong.mts', code, { ...nodeNext, ...es2022, types: [] }).length, 1)
})
