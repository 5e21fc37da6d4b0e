import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as v from 'valibot'
import { type ClientOptions, resolveSettings } from '../../src/call/client-options.ts'
import { keyRole, version } from '../../src/call/headers.ts'
import { createError } from '../../src/errors/create-error.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import type { Gateway } from '../../src/gateways/types.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { OperationInfo, OperationSpec } from '../../src/operations/types.ts'
import { createStillCaller } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { root } from '../support/root.ts'

const { merchantId, apiKey, payoutApiKey } = credentials
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const signOf = (body: string, key: string) => md5(Buffer.from(body).toString('base64') + key)

/** An operation of the package that takes and returns anything. */
const open = (operation: OperationInfo, fields: Partial<OperationSpec<unknown, unknown>> = {}) =>
  defineOperation<unknown, unknown>({ ...operation, params: v.unknown(), result: v.unknown(), echo: [], ...fields })

const payment = open(createPayment)
const payout = open(createPayout)
const keyless = open(createPayment, { id: 'own.open', key: 'none' })

/** Makes a call, and returns the headers that reach `fetch`. */
async function make(options: Partial<ClientOptions>, operation = payout, params: object = { amount: '7' }) {
  const { fetch, sent } = fakeFetch(ok({}))
  const { call } = createStillCaller(fetch, { payoutApiKey: undefined, ...options })
  await call(operation, params)
  assert.equal(sent.length, 1)
  return { ...sent[0]?.headers }
}

const gateway = (fields: Partial<Gateway>): Gateway => ({ ...cryptomus, id: 'own', ...fields })
const json = { 'content-type': 'application/json' }
const always = { 'user-agent': `cryptomus-kit/${version}`, accept: 'application/json' }

test('headers are the merchant, the signature, the type, who asks and what is wanted, and nothing else', async () => {
  assert.deepEqual(await make({}, payment), {
    ...always,
    merchant: merchantId,
    sign: signOf('{"amount":"7"}', apiKey),
    'content-type': 'application/json',
  })
})

test('the user agent names the version of package.json', async () => {
  const { version: released } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  assert.equal(version, released)
  for (const operation of [payment, keyless]) {
    const headers = await make({}, operation)
    assert.equal(headers['user-agent'], `cryptomus-kit/${released}`)
    assert.equal(headers.accept, 'application/json')
  }
})

test('without a body the empty text is signed', async () => {
  const { sign } = await make({}, payment, {})
  assert.equal(sign, md5(apiKey))
})

test('payouts are signed with payoutApiKey, or with apiKey when it is left out', async () => {
  const body = '{"amount":"7"}'
  assert.equal((await make({ payoutApiKey })).sign, signOf(body, payoutApiKey))
  assert.equal((await make({})).sign, signOf(body, apiKey))
  assert.equal((await make({ payoutApiKey }, payment)).sign, signOf(body, apiKey))
})

test('an operation without a key gets no headers that authenticate', async () => {
  assert.deepEqual(await make({}, keyless), { ...always, ...json })
  assert.deepEqual(await make({}, keyless, {}), always)
})

test('a gateway decides which key signs an operation', async () => {
  const keys = { 'payments.create': 'payout', 'payouts.create': 'none' } as const
  const options = { payoutApiKey, gateway: gateway({ keyOverrides: keys }) }
  const settings = resolveSettings({ merchantId, apiKey, ...options })
  assert.equal(keyRole(settings, createPayment), 'payout')
  assert.equal(keyRole(settings, createPayout), 'none')
  assert.equal(keyRole(settings, keyless), 'none')
  assert.equal((await make(options, payment)).sign, signOf('{"amount":"7"}', payoutApiKey))
  assert.deepEqual(await make(options, payout), { ...always, ...json })
})

test('a gateway that was written without keys uses those of the operations', () => {
  const { keyOverrides: _, ...rest } = gateway({})
  const settings = resolveSettings({ merchantId, apiKey, gateway: rest as Gateway })
  assert.equal(keyRole(settings, createPayout), 'payout')
})

test('a sign of your own gets the body and the key, and its answer is sent', async () => {
  const calls: unknown[][] = []
  const sign = (...args: unknown[]) => {
    calls.push(args)
    return 'my signature'
  }
  assert.equal((await make({ sign, payoutApiKey })).sign, 'my signature')
  await make({ sign }, payout, {})
  assert.deepEqual(calls, [
    ['{"amount":"7"}', payoutApiKey],
    [undefined, apiKey],
  ])
})

for (const built of [{ 'x-auth': 'token' }, Promise.resolve({ 'x-auth': 'token' })]) {
  test(`headers that a gateway builds ${built instanceof Promise ? 'later' : 'at once'} are sent, with the type of the body`, async () => {
    const requests: unknown[] = []
    const own = gateway({
      buildHeaders: (request) => {
        requests.push(request)
        return built
      },
    })
    assert.deepEqual(await make({ gateway: own, payoutApiKey }), { ...always, ...json, 'x-auth': 'token' })
    await make({ gateway: own }, keyless, {})
    const method = 'POST'
    assert.deepEqual(requests, [
      {
        method,
        url: 'https://api.cryptomus.com/v1/payout',
        body: '{"amount":"7"}',
        merchantId,
        apiKey: payoutApiKey,
      },
      { method, url: 'https://api.cryptomus.com/v1/payment', body: undefined, merchantId, apiKey: undefined },
    ])
  })
}

test('a gateway may put headers of its own over ours, in any case', async () => {
  const mine = { 'user-agent': 'mine', accept: '*/*', 'content-type': 'application/vnd.mine+json' }
  const capitals = { 'User-Agent': 'mine', ACCEPT: '*/*', 'Content-Type': 'application/vnd.mine+json' }
  for (const built of [mine, capitals]) {
    assert.deepEqual(await make({ gateway: gateway({ buildHeaders: () => built }) }), mine)
  }
})

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
    assert.equal(error.message, 'sign threw, or did not return text for a header.')
    assert.deepEqual([error.outcome, error.attempts], ['not_sent', 0])
    assertHidden(error, { apiKey })
  })

  test(`buildHeaders that throws ${what} is a config error that does not show the key`, async () => {
    for (const buildHeaders of [fail, async () => fail()]) {
      const error = await rejected('config', make({ gateway: gateway({ buildHeaders }) }))
      assert.equal(error.option, 'gateway.buildHeaders')
      assert.equal(error.message, 'gateway.buildHeaders threw, or did not return text for a header.')
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
  for (const given of [Promise.resolve('abc'), undefined, 7, null]) {
    const error = await rejected('config', make({ sign: () => given as never }))
    assert.equal(error.message, 'sign threw, or did not return text for a header.')
  }
})

test('a sign that promises its text and breaks the promise is refused, and nothing goes unheard', async () => {
  // An unheard rejection would fail this test, and end a program.
  const sign = () => Promise.reject(new Error(`bad key ${apiKey}`)) as never
  assertHidden(await rejected('config', make({ sign })), { apiKey })
  await new Promise(setImmediate)
})

test('a sign with a line break at its end, as tools print it, is sent without it', async () => {
  assert.equal((await make({ sign: () => 'abc\r\n' })).sign, 'abc')
})

test('a name that no header can have is refused before it is sent as well', async () => {
  for (const name of ['', 'x auth', 'x:auth', 'ключ', 'x\n']) {
    const error = await rejected('config', make({ gateway: gateway({ buildHeaders: () => ({ [name]: 'token' }) }) }))
    assert.deepEqual([error.option, error.outcome], ['gateway.buildHeaders', 'not_sent'], name)
  }
  const odd = "!#$%&'*+-.^_`|~09az"
  assert.equal((await make({ gateway: gateway({ buildHeaders: () => ({ [odd]: 'token' }) }) }))[odd], 'token')
})

test('what no header can hold is refused before it is sent: a transport would leave the outcome unknown', async () => {
  const { fetch, sent } = fakeFetch(ok({}))
  for (const text of ['a\nb', 'a\r\nx-more: b', 'a\u0000', 'подпись']) {
    for (const options of [{ sign: () => text }, { gateway: gateway({ buildHeaders: () => ({ 'x-auth': text }) }) }]) {
      const { call } = createStillCaller(fetch, options)
      const error = await rejected('config', call(payout, { amount: '7' }))
      assert.deepEqual([error.outcome, error.attempts], ['not_sent', 0])
      assert.match(error.message, / threw, or did not return text for a header\.$/)
    }
  }
  assert.equal(sent.length, 0)
})

test('what is no headers is refused instead of sent', async () => {
  const lists = [new Headers({ sign: 's' }), new Map([['sign', 's']]), [['sign', 's']]]
  for (const given of [undefined, null, 'sign', { sign: undefined }, { sign: 7 }, ...lists]) {
    const error = await rejected('config', make({ gateway: gateway({ buildHeaders: () => given as never }) }))
    assert.equal(error.message, 'gateway.buildHeaders threw, or did not return text for a header.')
  }
})

test('headers are made for each attempt, and those that fail later cannot undo the first one', async () => {
  let signed = 0
  const sign = () => {
    signed += 1
    if (signed > 1) throw new Error('the vault is sealed')
    return 'signature'
  }
  const { fetch, sent } = fakeFetch(answer(503, 'busy'))
  const { call, pass } = createStillCaller(fetch, { sign })
  const order = open(createPayment, { repeatable: 'order_id' })
  const error = await rejected('config', pass(call(order, { order_id: 'order-1' })))
  assert.deepEqual([error.option, error.outcome, error.attempts, sent.length], ['sign', 'unknown', 1, 1])
})

test('fetch gets headers of its own at each attempt, which it may change', async () => {
  const { fetch, sent } = fakeFetch((call) => {
    const untouched = { ...call.headers }
    Object.assign(call.headers, { sign: 'changed', 'x-more': '1' })
    assert.equal(untouched['x-more'], undefined)
    assert.notEqual(untouched.sign, 'changed')
    return answer(503, 'busy')
  })
  const { call, pass } = createStillCaller(fetch)
  await rejected('response', pass(call(open(createPayment, { repeatable: 'reads' }), {})))
  assert.equal(sent.length, 3)
})
