import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import * as v from 'valibot'
import { type ClientOptions, resolveSettings } from '../../src/call/client-options.ts'
import { createChains, headersOf, keyRole } from '../../src/call/create-send.ts'
import type { ApiRequest, Middleware } from '../../src/call/types.ts'
import { createError } from '../../src/errors/create-error.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import type { Gateway } from '../../src/gateways/types.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { createLog } from '../support/create-log.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { requestOf } from '../support/transport.ts'

const { merchantId, apiKey, payoutApiKey } = credentials
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const signOf = (body: string, key: string) => md5(Buffer.from(body).toString('base64') + key)

const make = (options: Partial<ClientOptions>, fields: Partial<ApiRequest> = {}) =>
  Promise.resolve(headersOf(resolveSettings({ merchantId, apiKey, ...options }))(requestOf(fields)))

const gateway = (fields: Partial<Gateway>): Gateway => ({ ...cryptomus, id: 'own', ...fields })
const open = defineOperation({
  ...createPayment,
  id: 'own.open',
  key: 'none',
  params: v.unknown(),
  result: v.unknown(),
})

test('headers are the merchant, the signature and the type, and nothing else', async () => {
  const body = '{"amount":"7"}'
  assert.deepEqual(await make({}, { operation: createPayment, body }), {
    merchant: merchantId,
    sign: signOf(body, apiKey),
    'content-type': 'application/json',
  })
})

test('without a body the empty text is signed', async () => {
  const { sign } = await make({}, { operation: createPayment, body: undefined })
  assert.equal(sign, md5(apiKey))
})

test('payouts are signed with payoutApiKey, or with apiKey when it is left out', async () => {
  const body = '{"amount":"7"}'
  assert.equal((await make({ payoutApiKey }, { body })).sign, signOf(body, payoutApiKey))
  assert.equal((await make({}, { body })).sign, signOf(body, apiKey))
  assert.equal((await make({ payoutApiKey }, { body, operation: createPayment })).sign, signOf(body, apiKey))
})

test('an operation without a key gets no headers', async () => {
  assert.deepEqual(await make({}, { operation: open }), {})
})

test('a gateway decides which key signs an operation', async () => {
  const keys = { 'payments.create': 'payout', 'payouts.create': 'none' } as const
  const options = { payoutApiKey, gateway: gateway({ keys }) }
  const settings = resolveSettings({ merchantId, apiKey, ...options })
  assert.equal(keyRole(settings, createPayment), 'payout')
  assert.equal(keyRole(settings, createPayout), 'none')
  assert.equal(keyRole(settings, open), 'none')
  const body = '{}'
  assert.equal((await make(options, { operation: createPayment, body })).sign, signOf(body, payoutApiKey))
  assert.deepEqual(await make(options), {})
})

test('a gateway that was written without keys uses those of the operations', () => {
  const { keys: _, ...rest } = gateway({})
  const settings = resolveSettings({ merchantId, apiKey, gateway: rest as Gateway })
  assert.equal(keyRole(settings, createPayout), 'payout')
})

test('a sign of your own gets the body and the key, and its answer is sent', async () => {
  const calls: unknown[][] = []
  const sign = (...args: unknown[]) => {
    calls.push(args)
    return 'my signature'
  }
  assert.equal((await make({ sign, payoutApiKey }, { body: '{}' })).sign, 'my signature')
  await make({ sign }, { body: undefined })
  assert.deepEqual(calls, [
    ['{}', payoutApiKey],
    [undefined, apiKey],
  ])
})

for (const answer of [{ 'x-auth': 'token' }, Promise.resolve({ 'x-auth': 'token' })]) {
  test(`headers that a gateway builds ${answer instanceof Promise ? 'later' : 'at once'} are sent as they are`, async () => {
    const requests: unknown[] = []
    const own = gateway({
      buildHeaders: (request) => {
        requests.push(request)
        return answer
      },
    })
    assert.deepEqual(await make({ gateway: own, payoutApiKey }), { 'x-auth': 'token' })
    await make({ gateway: own }, { operation: open, body: undefined })
    const { url, method, body } = requestOf()
    assert.deepEqual(requests, [
      { method, url, body, merchantId, apiKey: payoutApiKey },
      { method, url, body: undefined, merchantId, apiKey: undefined },
    ])
  })
}

const throwing: readonly (readonly [string, unknown])[] = [
  ['an error with the key in its message', new TypeError(`bad key ${apiKey}`, { cause: apiKey })],
  ['the key itself', apiKey],
  ['nothing', undefined],
]

for (const [what, reason] of throwing) {
  const fail = () => {
    throw reason
  }

  test(`a sign that throws ${what} is a config error that does not show the key`, async () => {
    const error = await rejected('config', make({ sign: fail }))
    assert.equal(error.option, 'sign')
    assert.match(error.message, /^sign threw, or did not give text to send; nothing was sent\.$/)
    assert.deepEqual([error.outcome, error.attempts], ['not_sent', 0])
    assertHidden(error, { apiKey })
  })

  test(`buildHeaders that throws ${what} is a config error that does not show the key`, async () => {
    for (const buildHeaders of [fail, async () => fail()]) {
      const error = await rejected('config', make({ gateway: gateway({ buildHeaders }) }))
      assert.equal(error.option, 'gateway.buildHeaders')
      assert.match(error.message, /^gateway\.buildHeaders threw, .*; nothing was sent\.$/)
      assertHidden(error, { apiKey })
    }
  })
}

test('an error of this package that is thrown comes through as it is', async () => {
  const error = createError('config', 'no token', { option: 'token' })
  const sign = () => {
    throw error
  }
  assert.equal(await rejected('config', make({ sign })), error)
})

test('a sign that answers later, or with no text, is refused instead of sent', async () => {
  for (const answer of [Promise.resolve('abc'), undefined, 7, null]) {
    const error = await rejected('config', make({ sign: () => answer as never }))
    assert.equal(error.message, 'sign threw, or did not give text to send; nothing was sent.')
  }
})

test('a sign that promises its text and breaks the promise is refused, and nothing goes unheard', async () => {
  // An unheard rejection would fail this test, and end a program.
  const sign = () => Promise.reject(new Error(`bad key ${apiKey}`)) as never
  assertHidden(await rejected('config', make({ sign })), { apiKey })
  await new Promise(setImmediate)
})

test('what is no headers is refused instead of sent', async () => {
  for (const answer of [undefined, null, 'sign', { sign: undefined }, { sign: 7 }]) {
    const error = await rejected('config', make({ gateway: gateway({ buildHeaders: () => answer as never }) }))
    assert.equal(error.message, 'gateway.buildHeaders threw, or did not give text to send; nothing was sent.')
  }
})

const busy = () => answer(503, 'busy', { 'retry-after': '0' })

test('middleware comes first, then the logger, then retries, each of them headed for fetch', async () => {
  const { logger, lines } = createLog()
  const { fetch, sent } = fakeFetch(busy)
  const seen: string[] = []
  const middleware: Middleware = (next) => async (request) => {
    seen.push(`before ${lines.length} lines`)
    const response = await next(request)
    seen.push(`after ${response.attempts} attempts`)
    return response
  }
  const chainOf = createChains(resolveSettings({ ...credentials, fetch, logger, middleware: [middleware] }))
  const { status, attempts } = await chainOf(2, 1000)(requestOf({ repeats: true }))
  assert.deepEqual([status, attempts, sent.length], [503, 3, 3])
  assert.deepEqual(seen, ['before 0 lines', 'after 3 attempts'])
  assert.deepEqual(
    lines.map(([level]) => level),
    ['info', 'debug', 'debug', 'info'],
  )
})

test('a chain is made once for each setting, and few are kept', () => {
  let made = 0
  const middleware: Middleware = (next) => {
    made += 1
    return next
  }
  const chainOf = createChains(resolveSettings({ ...credentials, middleware: [middleware] }))
  assert.equal(chainOf(2, 1000), chainOf(2, 1000))
  assert.notEqual(chainOf(2, 1000), chainOf(1, 1000))
  assert.equal(made, 2)
  for (let ms = 1; ms <= 50; ms++) chainOf(0, ms)
  assert.equal(made, 52)
  chainOf(0, 1)
  assert.equal(made, 52)
  chainOf(0, 50)
  assert.equal(made, 53)
})

test('all chains of a client share one budget of retries', async () => {
  const { fetch, sent } = fakeFetch(busy)
  const chainOf = createChains(resolveSettings({ ...credentials, fetch }))
  for (let call = 0; call < 40; call++) await chainOf(1, 1000 + (call % 2))(requestOf({ repeats: true }))
  assert.equal(sent.length, 80)
  for (let call = 0; call < 40; call++) await chainOf(2, 1000)(requestOf({ repeats: true }))
  assert.equal(sent.length, 130)
})
