import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as v from 'valibot'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { createCaller } from '../../src/call/create-caller.ts'
import type { ApiRequest, ApiResponse, Middleware, Send } from '../../src/call/types.ts'
import { createClient } from '../../src/client.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { createLog } from '../support/create-log.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

const { merchantId, apiKey } = credentials
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const signOf = (body: string, key: string) => md5(Buffer.from(body).toString('base64') + key)

const callerWith = (response: Parameters<typeof fakeFetch>[0], options: Partial<ClientOptions> = {}) => {
  const { fetch, sent } = fakeFetch(response)
  return { sent, ...createStillCaller(fetch, options) }
}

const tracing = () => {
  const trace: string[] = []
  const named =
    (name: string): Middleware =>
    (next) =>
    async (request) => {
      trace.push(`${name} in`)
      const response = await next(request)
      trace.push(`${name} out`)
      return response
    }
  return { trace, named }
}

test('the first middleware is the outermost', async () => {
  const { trace, named } = tracing()
  const respond = () => {
    trace.push('sent')
    return ok(balanceSample)
  }
  const { call } = callerWith(respond, { middleware: [named('a'), named('b'), named('c')] })
  await call(getBalance, {})
  assert.deepEqual(trace, ['a in', 'b in', 'c in', 'sent', 'c out', 'b out', 'a out'])
})

test('without middleware the response of fetch is what is read', async () => {
  const { call, sent } = callerWith(ok(balanceSample), { middleware: [] })
  assert.deepEqual([await call(getBalance, {}), sent.length], [balanceSample, 1])
})

test('what a middleware changes of the request reaches the next one, and fetch', async () => {
  const seen: (string | undefined)[] = []
  const rewrite: Middleware = (next) => (request) => next({ ...request, body: '{"b":2}' })
  const watch: Middleware = (next) => (request) => {
    seen.push(request.body)
    return next(request)
  }
  const { call, sent } = callerWith(ok(paymentSample), { middleware: [watch, rewrite, watch] })
  await call(createPayment, invoice)
  assert.deepEqual(seen, [JSON.stringify(invoice), '{"b":2}'])
  assert.equal(sent[0]?.body, '{"b":2}')
})

test('middleware runs once a call, outside of the retries, and its log comes after the start of the call', async () => {
  const { logger, lines } = createLog()
  const seen: string[] = []
  const middleware: Middleware = (next) => async (request) => {
    seen.push(`before ${lines.map(([level]) => level)}`)
    const response = await next(request)
    seen.push(`after ${lines.map(([level]) => level)}`)
    return response
  }
  const { call, pass, sent } = callerWith(answer(503, 'busy'), { logger, middleware: [middleware] })
  const error = await rejected('response', pass(call(getPayment, { uuid: 'u' })))
  assert.deepEqual([error.status, error.attempts, sent.length], [503, 3, 3])
  assert.deepEqual(seen, ['before info', 'after info,debug,debug,debug,debug,debug'])
  assert.deepEqual(
    lines.map(([level]) => level),
    ['info', 'debug', 'debug', 'debug', 'debug', 'debug', 'info', 'error'],
  )
})

// Instantiation

/** A limiter as people write it: what it counts lives as long as its client. */
function createLimiter(limit: number) {
  const state = { made: 0, running: 0, most: 0 }
  const limiter: Middleware = (next) => {
    state.made += 1
    let free = limit
    const waiting: (() => void)[] = []
    return async (request) => {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      else free -= 1
      state.running += 1
      state.most = Math.max(state.most, state.running)
      try {
        return await next(request)
      } finally {
        state.running -= 1
        const goOn = waiting.shift()
        if (goOn) goOn()
        else free += 1
      }
    }
  }
  return { limiter, state }
}

test('a middleware is instantiated once a client, so a limiter of 1 lets 1 call run, whatever its options', async () => {
  const { limiter, state } = createLimiter(1)
  const { call, sent } = callerWith(async () => turn().then(() => ok(balanceSample)), { middleware: [limiter] })
  const options = [
    {},
    { retries: 0 },
    { retries: 1 },
    { attemptTimeoutMs: 5000 },
    { timeoutMs: 9000 },
    { extra: { a: 1 } },
  ]
  await Promise.all([...options, ...options].map((each) => call(getBalance, {}, each)))
  assert.deepEqual([state.made, state.most, sent.length], [1, 1, 12])
})

for (const [what, run] of [
  [
    'of different operations',
    ({ payments, balance }: ReturnType<typeof createClient>) => [payments.get({ uuid: 'u' }), balance.get()],
  ],
  [
    'of one operation, with and without params',
    ({ balance }: ReturnType<typeof createClient>) => [
      balance.get(),
      balance.get({}),
      balance.get({}, { timeoutMs: 5 }),
    ],
  ],
] as const) {
  test(`calls ${what} share the middleware of their client`, async () => {
    const { limiter, state } = createLimiter(1)
    const { fetch } = fakeFetch(({ url }) => ok(url.endsWith('balance') ? balanceSample : paymentSample))
    await Promise.all(run(createClient({ ...credentials, fetch, middleware: [limiter] })))
    assert.deepEqual([state.made, state.most], [1, 1])
  })
}

test('a middleware is instantiated when its client is made, before any call', () => {
  const { limiter, state } = createLimiter(1)
  createCaller({ ...credentials, middleware: [limiter, limiter] })
  assert.equal(state.made, 2)
})

test('two clients instantiate a middleware each', () => {
  const { limiter, state } = createLimiter(1)
  for (const options of [credentials, credentials]) createCaller({ ...options, middleware: [limiter] })
  assert.equal(state.made, 2)
})

for (const made of [undefined, null, {}, 'send', Promise.resolve(() => {})]) {
  test(`a middleware that makes ${String(made)} of next is refused when the client is made`, () => {
    const error = thrown('config', () => createCaller({ ...credentials, middleware: [() => made as never] }))
    assert.deepEqual([error.option, error.outcome], ['middleware', 'not_sent'])
  })
}

// What it sees

test('a middleware sees the operation, the URL, the method and the body, frozen, and nothing secret', async () => {
  const seen: ApiRequest[] = []
  const watch: Middleware = (next) => async (request) => {
    seen.push(request)
    return next(request)
  }
  const { call, sent } = callerWith(ok(paymentSample), { middleware: [watch] })
  await call(createPayment, invoice)
  const { operation, url, method, body } = seen[0]!
  assert.equal(operation, createPayment)
  assert.deepEqual([url, method, body], [sent[0]?.url, 'POST', sent[0]?.body])
  assert.deepEqual(Object.keys(seen[0] ?? {}).sort(), ['body', 'method', 'operation', 'url'])
  assert.ok(Object.isFrozen(seen[0]))
  assertHidden(seen[0], { apiKey, merchantId, sign: sent[0]?.headers.sign ?? '' })
})

test('no member that a middleware can reach leads to the state of the call', async () => {
  const values: unknown[] = []
  const watch: Middleware = (next) => async (request) => {
    values.push(...Reflect.ownKeys(request).map((name) => request[name as keyof ApiRequest]))
    return next(request)
  }
  const { call } = callerWith(ok(paymentSample), { middleware: [watch] })
  await call(createPayment, invoice)
  const reached = values.filter((value) => typeof value === 'object' && value !== null)
  for (const value of reached) assert.deepEqual([Reflect.ownKeys(value as object), Object.isFrozen(value)], [[], true])
})

test('a middleware gets a response of exactly status, headers and text', async () => {
  let seen: ApiResponse | undefined
  const watch: Middleware = (next) => async (request) => {
    seen = await next(request)
    return seen
  }
  const { call } = callerWith(answer(200, { state: 0, result: balanceSample }, { 'x-a': 'b' }), { middleware: [watch] })
  await call(getBalance, {})
  assert.deepEqual(Object.keys(seen ?? {}).sort(), ['headers', 'status', 'text'])
  assert.deepEqual([seen?.status, seen?.headers.get('x-a')], [200, 'b'])
})

// What it sends

test('a middleware that sends twice sends the same bytes, with the same signature', async () => {
  const twice: Middleware = (next) => async (request) => {
    await next(request)
    return next(request)
  }
  const { call, sent } = callerWith(ok(paymentSample), { middleware: [twice] })
  await call(createPayment, invoice)
  assert.equal(sent.length, 2)
  assert.deepEqual([sent[0]?.body, sent[0]?.headers], [sent[1]?.body, sent[1]?.headers])
})

test('a body that a middleware changes is signed as it is sent', async () => {
  const change: Middleware = (next) => (request) => next({ ...request, body: '{"a":1}' })
  const { call, sent } = callerWith(ok(paymentSample), { middleware: [change] })
  await call(createPayment, invoice)
  assert.deepEqual([sent[0]?.body, sent[0]?.headers.sign], ['{"a":1}', signOf('{"a":1}', apiKey)])
})

for (const [what, make] of [
  [
    'a request of its own',
    (request: ApiRequest) => ({ operation: request.operation, url: request.url, method: 'POST', body: '{}' }),
  ],
  ['a copy through JSON', (request: ApiRequest) => JSON.parse(JSON.stringify(request))],
  ['nothing', () => undefined],
  ['null', () => null],
  ['a text', () => 'request'],
] as const) {
  test(`a middleware that calls next with ${what} is a config error, and nothing is sent`, async () => {
    const wrong: Middleware = (next) => async (request) => next(make(request) as never)
    const { call, sent } = callerWith(ok(payoutSample), { middleware: [wrong] })
    const error = await rejected('config', call(createPayout, payout))
    assert.deepEqual([error.option, error.outcome, error.attempts, sent.length], ['middleware', 'not_sent', 0, 0])
  })
}

test('calls that run at once keep their requests apart', async () => {
  const held: { request: ApiRequest; goOn: () => void }[] = []
  const hold: Middleware = (next) => async (request) => {
    await new Promise<void>((resolve) => held.push({ request, goOn: resolve }))
    return next({ ...request })
  }
  const { call, sent } = callerWith(({ body }) => ok({ ...paymentSample, ...JSON.parse(body ?? '{}') }), {
    middleware: [hold],
  })
  const calls = ['one', 'two', 'three'].map((order_id) => call(createPayment, { ...invoice, order_id }))
  await turn()
  for (const { goOn } of held.reverse()) goOn()
  const orders = (await Promise.all(calls)).map(({ order_id }) => order_id)
  assert.deepEqual([orders, sent.length], [['one', 'two', 'three'], 3])
})

// What it answers

test('a middleware may answer by itself', async () => {
  const text = JSON.stringify({ state: 0, result: balanceSample })
  const response: ApiResponse = { status: 200, headers: new Headers(), text }
  const { call, sent } = callerWith(ok({}), { middleware: [() => async () => response] })
  assert.deepEqual(await call(getBalance, {}), balanceSample)
  assert.equal(sent.length, 0)
})

test('a refusal that a middleware made up proves nothing', async () => {
  const text = '{"state":1,"message":"no"}'
  const { call, sent } = callerWith(ok({}), {
    middleware: [() => async () => ({ status: 422, headers: new Headers(), text })],
  })
  const error = await rejected('api', call(createPayout, payout))
  assert.deepEqual([error.outcome, error.attempts, sent.length], ['unknown', 0, 0])
})

test('what a middleware changes of the response is what is read', async () => {
  const rename: Middleware = (next) => async (request) => {
    const response = await next(request)
    return { ...response, text: response.text.replace('"paid"', '"check"') }
  }
  const { call } = callerWith(ok({ ...payoutSample, status: 'paid' }), { middleware: [rename] })
  assert.equal((await call(createPayout, payout)).status, 'check')
})

test('what a middleware throws before anything was sent is yours, with its type', async () => {
  class CircuitOpen extends Error {}
  for (const reason of [
    new Error('not today'),
    new CircuitOpen('open'),
    'text',
    undefined,
    null,
    Object.create(null),
  ]) {
    for (const middleware of [async () => Promise.reject(reason), () => raise(reason)]) {
      const { call, sent } = callerWith(ok({}), { middleware: [() => middleware as Send] })
      for (const failing of [call(getBalance, {}), call(createPayout, payout)]) {
        await failing.then(
          () => assert.fail('it was not rejected'),
          (error: unknown) => assert.equal(error, reason),
        )
      }
      assert.equal(sent.length, 0)
    }
  }
})

function raise(reason: unknown): never {
  throw reason
}

for (const junk of [undefined, null, {}, { status: 200, text: '{}' }, { text: async () => '' }, 7]) {
  test(`a middleware that answers with ${JSON.stringify(junk)} is a config error, and the outcome unknown`, async () => {
    const { call } = callerWith(ok({}), { middleware: [() => async () => junk as never] })
    const error = await rejected('config', call(createPayout, payout))
    assert.deepEqual([error.option, error.outcome], ['middleware', 'unknown'])
  })

  test(`a middleware that loses the response and answers with ${JSON.stringify(junk)} leaves the outcome unknown`, async () => {
    const losing: Middleware = (next) => async (request) => {
      await next(request)
      return junk as never
    }
    for (const response of [ok(payoutSample), answer(422, { state: 1, message: 'no' })]) {
      const { call } = callerWith(response, { middleware: [losing] })
      const error = await rejected('config', call(createPayout, payout))
      assert.deepEqual([error.option, error.attempts], ['middleware', 1])
      if (response.status === 200) assert.equal(error.outcome, 'unknown')
    }
  })
}

test('a result schema that takes its time is a config error, but the request was sent', async () => {
  const late = { '~standard': { version: 1, vendor: 'late', validate: async (value: unknown) => ({ value }) } } as const
  const { call } = createStillCaller(async () => Response.json({ state: 0, result: {} }))
  const operation = defineOperation({ ...getBalance, params: v.unknown(), result: late })
  const error = await rejected('config', call(operation, {}))
  assert.deepEqual(
    [error.option, error.outcome, error.attempts, error.operation],
    ['schema', 'unknown', 1, 'balance.get'],
  )
})
