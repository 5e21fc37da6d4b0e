import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApiResponse, Middleware, ResponseLike } from '../../src/call/types.ts'
import type { Outcome } from '../../src/errors/types.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const send = (fetch: unknown, params: object = {}) =>
  createStillCaller(fetch).call(createPayout, { ...payout, ...params })

const read = (fetch: unknown) => createStillCaller(fetch).call(getPayment, { uuid: 'u' }, { retries: 0 })

/** The response as a middleware sees it. */
async function responseTo(response: unknown): Promise<ApiResponse> {
  let seen: ApiResponse | undefined
  const watch: Middleware = (next) => async (request) => {
    seen = await next(request)
    return seen
  }
  const { call } = createStillCaller(async () => response, { middleware: [watch] })
  await call(createPayout, payout).catch(() => {})
  return seen ?? assert.fail('no response came')
}

// Request

test('fetch is called with the URL, the method, the headers, the body and no following of redirects', async () => {
  const { fetch, sent } = fakeFetch(ok(payoutSample))
  await send(fetch)
  const [{ url, method, headers, body, redirect, signal, ...rest } = assert.fail()] = sent
  assert.deepEqual(
    [url, method, body, redirect, rest],
    ['https://api.cryptomus.com/v1/payout', 'POST', JSON.stringify(payout), 'manual', {}],
  )
  assert.deepEqual(Object.keys(headers).sort(), ['accept', 'content-type', 'merchant', 'sign', 'user-agent'])
  assert.ok(signal instanceof AbortSignal)
})

test('what there is not is left out of the call, rather than undefined', async () => {
  const { fetch, sent } = fakeFetch(ok(balanceSample))
  await createStillCaller(fetch).call(getBalance, {})
  assert.deepEqual(Object.keys(sent[0] ?? {}).sort(), ['headers', 'method', 'redirect', 'signal', 'url'])
})

// Response

test('the response has its status, headers and whole text, and nothing else', async () => {
  const response = await responseTo(answer(422, '{"state":1}', { 'retry-after': '5' }))
  assert.deepEqual(Object.keys(response).sort(), ['headers', 'status', 'text'])
  assert.deepEqual([response.status, response.headers.get('Retry-After'), response.text], [422, '5', '{"state":1}'])
})

const throwing = () => {
  throw new Error('no headers here')
}

for (const [what, odd] of [
  ['undefined', undefined],
  ['null', null],
  ['an empty object', {}],
  ['a Map', new Map()],
  ['an object whose get throws', { get: throwing }],
  ['an object whose get is no function', { get: 'retry-after' }],
  ['a Proxy that throws', new Proxy({}, { get: throwing })],
  ['an object without a prototype', Object.create(null)],
] as const) {
  test(`a fake whose headers are ${what} has none`, async () => {
    const response = { status: 429, headers: odd, text: async () => '{"message":"slow"}' }
    assert.ok(!(await responseTo(response)).headers.get('retry-after'))
    const error = await rejected(
      'api',
      send(async () => response),
    )
    assert.deepEqual([error.retryAfterMs, error.outcome], [undefined, 'unknown'])
  })
}

test('the text of a response is handed on as it came, and an error shows nothing of what was sent', async () => {
  let sign = ''
  let echoed = ''
  const { fetch } = fakeFetch(({ headers, body }) => {
    sign = headers.sign ?? ''
    echoed = `{"you sent":"${sign}","for":"${headers.merchant}","body":${body}}`
    return answer(200, echoed)
  })
  let seen = ''
  const watch: Middleware = (next) => async (request) => {
    const response = await next(request)
    seen = response.text
    return response
  }
  const { call } = createStillCaller(fetch, { middleware: [watch] })
  const error = await rejected('response', call(createPayout, payout))
  assert.equal(seen, echoed)
  assert.equal(error.text, '{"you sent":"[redacted]","for":"[redacted]","body":[redacted]}')
  assert.equal(sign.length, 32)
})

// Redirects

const redirects: readonly (readonly [string, Partial<ResponseLike>])[] = [
  ...[300, 301, 302, 303, 304, 307, 308, 399].map((status) => [`status ${status}`, { status }] as const),
  ['status 0', { status: 0 }],
  ['an opaque redirect', { status: 0, type: 'opaqueredirect' }],
  ['the type opaqueredirect alone', { status: 200, type: 'opaqueredirect' }],
  ['a redirect that was followed', { status: 200, redirected: true }],
]

for (const [what, fields] of redirects) {
  test(`${what} is refused, and its body cancelled`, async () => {
    let cancelled = 0
    const body = new ReadableStream({ cancel: () => void cancelled++ })
    const fetch = async () => ({ status: 0, text: async () => '{"state":0}', body, ...fields })
    const error = await rejected('response', send(fetch))
    assert.match(error.message, /payouts\.create got a redirect, which is never followed/)
    assert.deepEqual(
      [error.status, error.outcome, error.retryable, error.attempts, error.text],
      [fields.status, 'unknown', false, 1, ''],
    )
    assert.equal(cancelled, 1)
  })
}

// What is no fetch

const noResponses: readonly unknown[] = [
  undefined,
  null,
  7,
  'ok',
  {},
  { status: '200', text: () => '' },
  { status: 200 },
]

for (const response of noResponses) {
  test(`a fetch that resolves with ${JSON.stringify(response)} is a config error, and the outcome unknown`, async () => {
    for (const fetch of [async () => response, () => response]) {
      const error = await rejected('config', send(fetch))
      assert.equal(error.option, 'fetch')
      assert.deepEqual([error.outcome, error.attempts, error.retryable], ['unknown', 1, false])
    }
  })
}

test('a fetch that throws at once is a network error, and the outcome unknown', async () => {
  const error = await rejected(
    'network',
    send(() => {
      throw new TypeError('no such host function')
    }),
  )
  assert.match(error.message, /payouts\.create got no complete answer: no such host function/)
  assert.deepEqual([error.outcome, error.attempts, error.retryable], ['unknown', 1, false])
})

test('a fetch that rejects with something that is no error is a network error', async () => {
  for (const reason of ['offline', undefined, null, 7]) {
    const error = await rejected(
      'network',
      send(() => Promise.reject(reason)),
    )
    assert.match(error.message, new RegExp(`: ${reason}\\.$`))
    assert.equal(error.outcome, 'unknown')
  }
})

// Connections

const coded = (code: string) => Object.assign(new Error(`it was ${code}`), { code })
const failures: readonly (readonly [unknown, Outcome])[] = [
  [coded('ENOTFOUND'), 'not_sent'],
  [coded('ECONNREFUSED'), 'not_sent'],
  [new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), 'not_sent'],
  [coded('UND_ERR_CONNECT_TIMEOUT'), 'not_sent'],
  [coded('CERT_HAS_EXPIRED'), 'not_sent'],
  [coded('ECONNRESET'), 'unknown'],
  [coded('EPIPE'), 'unknown'],
  [coded('UND_ERR_SOCKET'), 'unknown'],
]

for (const [cause, outcome] of failures) {
  const { message, code = 'AggregateError' } = cause as Error & { code?: string }
  test(`after ${code} the outcome is ${outcome}, and a write is retryable only when it was not sent`, async () => {
    const fetch = async () => Promise.reject(new TypeError('fetch failed', { cause }))
    const write = await rejected('network', send(fetch))
    const reading = await rejected('network', read(fetch))
    assert.deepEqual([write.outcome, write.retryable, write.attempts], [outcome, outcome === 'not_sent', 1])
    assert.deepEqual([reading.outcome, reading.retryable], [outcome, true])
    assert.equal(((write.cause as Error).cause as Error).message, message)
  })
}

test('the cause is a copy that holds no header, no body and nothing else of the request', async () => {
  const address = 'TXsecretAddress'
  let sign = ''
  const echo = (init: { readonly headers: Record<string, string>; readonly body: string }) => {
    sign = init.headers.sign ?? ''
    return Object.assign(
      new Error(`could not send ${JSON.stringify(init)} ${init.body} for ${init.headers.merchant}`),
      {
        code: 'ECONNRESET',
        request: init,
        headers: init.headers,
        cause: new Error(`signed with ${sign}`, { cause: `${sign}` }),
      },
    )
  }
  const error = await rejected(
    'network',
    send(async (_: string, init: never) => Promise.reject(echo(init)), { address }),
  )
  assert.equal(sign.length, 32)
  assertHidden(error, { sign, merchant: credentials.merchantId, address })
  assert.equal((error.cause as { code?: string }).code, 'ECONNRESET')
})

test('the result of a call that succeeds leaves no timer behind', async () => {
  const { call, timers } = createStillCaller(fakeFetch(ok(paymentSample)).fetch)
  await call(getPayment, { uuid: 'u' })
  assert.equal(timers(), 0)
})
