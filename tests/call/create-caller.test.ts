import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import * as v from 'valibot'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { assertCallOptions, createCaller } from '../../src/call/create-caller.ts'
import { heleket } from '../../src/gateways/gateways.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment, listPayments } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { paginateSample } from '../fixtures/shared.ts'
import { createStillCaller } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { never } from '../support/still-calls.ts'
import { thrown } from '../support/thrown.ts'

const { merchantId, apiKey, payoutApiKey } = credentials
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const signOf = (body: string, key: string) => md5(Buffer.from(body).toString('base64') + key)

const callerWith = (response: Parameters<typeof fakeFetch>[0], options: Partial<ClientOptions> = {}) => {
  const { fetch, sent } = fakeFetch(response)
  return { sent, ...createCaller({ merchantId, apiKey, fetch, ...options }) }
}

test('a call signs the exact body that it sends, and resolves with the result', async () => {
  const { call, sent } = callerWith(ok(paymentSample))
  assert.deepEqual(await call(createPayment, invoice), paymentSample)
  const [{ url, method, headers, body = '' } = assert.fail()] = sent
  assert.deepEqual([url, method], ['https://api.cryptomus.com/v1/payment', 'POST'])
  const { 'user-agent': _, accept: __, ...signed } = headers
  assert.deepEqual(signed, { merchant: merchantId, sign: signOf(body, apiKey), 'content-type': 'application/json' })
})

test('a call without params sends no body and signs the empty text', async () => {
  const { call, sent } = callerWith(ok(balanceSample))
  await call(getBalance, {})
  assert.ok(!('body' in sent[0]!))
  assert.equal(sent[0]?.headers.sign, md5(apiKey))
})

test('bodies that are hard to sign are sent and signed alike', async () => {
  for (const additional_data of ['漢字 🎉', '\\/ " \u0000 \u2028', '\\ud83c', 'é'.normalize('NFD')]) {
    const { call, sent } = callerWith(ok(paymentSample))
    await call(createPayment, { ...invoice, additional_data })
    const body = sent[0]?.body ?? ''
    assert.equal(sent[0]?.headers.sign, signOf(body, apiKey))
    assert.equal(JSON.parse(body).additional_data, additional_data)
  }
})

test('half of a character is refused before anything is sent, signed or waited for', async () => {
  const half = 'thanks 😀'.slice(0, 8)
  const sign = () => assert.fail('it was signed')
  const { call, sent } = callerWith(ok(paymentSample), { sign })
  for (const failing of [
    call(createPayment, { ...invoice, additional_data: half }),
    call(createPayment, invoice, { extra: { note: half } }),
    call(listPayments, { cursor: half }),
  ]) {
    const error = await rejected('validation', failing)
    assert.match(error.message, /holds half a character/)
    assert.deepEqual([error.outcome, error.attempts], ['not_sent', 0])
  }
  assert.equal(sent.length, 0)
})

test('params with an inherited member are refused before anything is sent', async () => {
  const { call, sent } = callerWith(ok(paymentSample))
  for (const params of [Object.create({ uuid: 'u' }), Object.assign(Object.create({ order_id: 'o' }), { uuid: 'u' })]) {
    const error = await rejected('validation', call(getPayment, params))
    assert.ok(error.issues.some(({ message }) => /inherited/.test(message)))
  }
  assert.equal(sent.length, 0)
})

test('the cursor is not signed', async () => {
  const { call, sent } = callerWith(ok({ items: [], paginate: paginateSample }))
  await call(listPayments, { cursor: 'c' })
  assert.equal(sent[0]?.headers.sign, md5(apiKey))
})

test('payouts are signed with the payout key', async () => {
  const { call, sent } = callerWith(ok(payoutSample), { payoutApiKey })
  await call(createPayout, payout)
  assert.equal(sent[0]?.headers.sign, signOf(sent[0]?.body ?? '', payoutApiKey))
})

test('a call is sent once, whatever comes back', async () => {
  for (const status of [408, 429, 500, 503]) {
    const { call, sent } = callerWith(answer(status, { message: 'no' }))
    assert.equal((await rejected('api', call(createPayout, payout))).attempts, 1)
    assert.equal(sent.length, 1)
  }
})

test('a base URL of your own is used, with its prefix', async () => {
  const { call, sent } = callerWith(ok(balanceSample), { baseUrl: 'https://proxy.example/cryptomus/v1' })
  await call(getBalance, {})
  assert.equal(sent[0]?.url, 'https://proxy.example/cryptomus/v1/balance')
})

test('a caller is one frozen function beside its scope, and shows no key', () => {
  const caller = createCaller(credentials)
  const { merchantId, ...keys } = credentials
  assert.deepEqual([Object.keys(caller), caller.scope], [['call', 'scope'], `cryptomus:${merchantId}`])
  assert.ok(Object.isFrozen(caller) && Object.isFrozen(caller.call))
  assertHidden(caller, keys)
})

test('no two pairs of gateway and merchant have one scope, and a merchant has one in either case', () => {
  const scopeOf = (id: string, merchant: string) =>
    createCaller({ merchantId: merchant, apiKey, gateway: { ...heleket, id } }).scope
  assert.notEqual(scopeOf('a', 'b:c'), scopeOf('a:b', 'c'))
  assert.notEqual(scopeOf('a%3Ab', 'c'), scopeOf('a:b', 'c'))
  assert.equal(scopeOf('a:b', 'c'), 'a%3Ab:c')
  assert.equal(scopeOf('a', merchantId.toUpperCase()), scopeOf('a', merchantId.toLowerCase()))
})

test('a gateway with `echo: false` may answer with another record; without it that is a conflict', async () => {
  const other = { ...payoutSample, order_id: 'theirs-1', amount: '999', address: 'masked***' }
  const lax = callerWith(ok(other), { payoutApiKey, gateway: { ...heleket, echo: false } })
  assert.deepEqual(await lax.call(createPayout, payout), other)
  assert.deepEqual(Object.keys(lax), ['sent', 'call', 'scope'])
  const strict = callerWith(ok(other), { payoutApiKey, gateway: { ...heleket, echo: true } })
  await rejected('conflict', strict.call(createPayout, payout))
})

test('options that are unusable are refused before the first call', () => {
  assert.equal(thrown('config', () => createCaller({ merchantId } as ClientOptions)).option, 'apiKey')
})

// Errors of a call

test('every error of a call names the operation and how long it took', async () => {
  const { call } = callerWith(answer(422, { state: 1, message: 'no' }))
  for (const promise of [
    call(createPayment, invoice),
    call(createPayment, {} as never),
    call(createPayment, invoice, { timeoutMs: 0 }),
  ]) {
    const error = await promise.then(() => assert.fail(), Object)
    assert.equal(error.operation, 'payments.create')
    assert.ok(Number.isFinite(error.elapsedMs) && error.elapsedMs >= 0)
  }
})

test('options of a call are checked before anything is sent', async () => {
  const { call, sent } = callerWith(ok(paymentSample))
  for (const [options, option] of [
    [{ timeoutMs: '5' }, 'timeoutMs'],
    [{ retrys: 5 }, 'retrys'],
    [null, 'options'],
    [new AbortController().signal, 'options'],
    [{ signal: {} }, 'signal'],
    [{ extra: 5 }, 'extra'],
  ] as const) {
    assert.equal((await rejected('config', call(createPayment, invoice, options as never))).option, option)
  }
  assert.equal(sent.length, 0)
})

test('what is no operation is refused by name', async () => {
  const { call, sent } = callerWith(ok({}))
  for (const operation of [undefined, null, {}, 'payments.create', () => {}]) {
    assert.equal((await rejected('config', call(operation as never, {}))).option, 'id')
  }
  assert.equal(sent.length, 0)
})

test('an operation that the gateway lacks is a config error, and nothing is sent', async () => {
  const { call, sent } = callerWith(ok({}), { gateway: 'heleket' })
  const recurrence = defineOperation({ ...getPayment, id: 'recurrences.get' })
  const error = await rejected('config', call(recurrence, { uuid: 'u' }))
  assert.equal(error.option, 'gateway')
  assert.equal(error.message, 'gateway heleket has no recurrences.get.')
  assert.equal(sent.length, 0)
})

test('a gateway that was written without a list of what it lacks has everything', async () => {
  const { unsupported: _, ...rest } = heleket
  const { call } = callerWith(ok(balanceSample), { gateway: rest as typeof heleket })
  assert.deepEqual(await call(getBalance, {}), balanceSample)
})

test('an asynchronous schema of params is a config error, and nothing is sent', async () => {
  const params = {
    '~standard': { version: 1, vendor: 'late', validate: async (value: unknown) => ({ value }) },
  } as const
  const { call, sent } = callerWith(ok({}))
  const error = await rejected('config', call(defineOperation({ ...getBalance, params, result: v.unknown() }), {}))
  assert.deepEqual([error.option, error.outcome, sent.length], ['schema', 'not_sent', 0])
})

test('an asynchronous schema that fails is told of like one that passes, and nothing goes unheard', async () => {
  // An unheard rejection would fail this test, and end a program.
  const late = {
    '~standard': { version: 1, vendor: 'late', validate: () => Promise.reject(new TypeError('no')) },
  } as const
  const { call } = callerWith(ok({}))
  for (const [schemas, outcome] of [
    [{ params: late, result: v.unknown() }, 'not_sent'],
    [{ params: v.unknown(), result: late }, 'unknown'],
  ] as const) {
    const error = await rejected('config', call(defineOperation({ ...getBalance, ...schemas }), {}))
    assert.deepEqual([error.option, error.outcome], ['schema', outcome])
  }
  await new Promise(setImmediate)
})

test('extra that turns itself into JSON is refused: the params would be lost', async () => {
  const { call, sent } = callerWith(ok(balanceSample))
  for (const extra of [{ toJSON: () => ({}) }, Object.create({ toJSON: () => ({}) })]) {
    const error = await rejected('config', call(getBalance, {}, { extra }))
    assert.equal(error.message, 'extra must be an object of body members.')
  }
  assert.equal(sent.length, 0)
})

test('a gateway may hold what it lacks in another collection than a list', async () => {
  const { call } = callerWith(ok({}), { gateway: { ...heleket, unsupported: new Set(['balance.get']) as never } })
  const error = await rejected('config', call(getBalance, {}))
  assert.equal(error.message, 'gateway heleket has no balance.get.')
})

const hint =
  /Invalid Sign\. It was signed with apiKey; the gateway issues a separate one for payouts: pass payoutApiKey\.$/
const invalidSign = answer(401, { message: 'Invalid Sign.' })

test('a refused signature on a payout without payoutApiKey tells of the separate key', async () => {
  const error = await rejected('api', callerWith(invalidSign).call(createPayout, payout))
  assert.match(error.message, hint)
  assert.equal(error.gatewayMessage, 'Invalid Sign.')
})

test('a refused signature elsewhere does not tell of the separate key', async () => {
  const withKey = callerWith(invalidSign, { payoutApiKey })
  assert.doesNotMatch((await rejected('api', withKey.call(createPayout, payout))).message, hint)
  assert.doesNotMatch((await rejected('api', callerWith(invalidSign).call(createPayment, invoice))).message, hint)
})

test('the hint follows the key that the gateway signs an operation with', async () => {
  const refund = defineOperation({ ...getPayment, id: 'payments.refund' })
  const { call } = callerWith(invalidSign, { gateway: heleket })
  assert.match((await rejected('api', call(refund, { uuid: 'u' }))).message, hint)
})

// Secrets

test('what the server repeats of the request never reaches the error', async () => {
  const address = 'TXveryPrivateAddress00000000000000'
  for (const [status, wrap] of [
    [502, (text: string) => `<pre>${text}</pre>`],
    [422, (text: string) => JSON.stringify({ state: 1, message: text, errors: { [text]: [text] } })],
    [200, (text: string) => JSON.stringify({ state: 0, result: text })],
  ] as const) {
    let sign = ''
    const { call } = callerWith(
      ({ headers, body }) => {
        sign = headers.sign ?? ''
        return answer(status, wrap(`${JSON.stringify(headers)} ${body} ${apiKey} ${payoutApiKey}`))
      },
      { payoutApiKey },
    )
    const error = await call(createPayout, { ...payout, address }).then(() => assert.fail(), Object)
    assert.equal(sign.length, 32)
    assertHidden(error, { ...credentials, sign, address })
  }
})

test('what the transport puts on its error never reaches ours', async () => {
  const address = 'TXveryPrivateAddress00000000000000'
  let sign = ''
  const { call } = callerWith(
    (sent) => {
      sign = sent.headers.sign ?? ''
      throw Object.assign(new Error(`failed: ${JSON.stringify(sent)}`), { code: 'ECONNRESET', config: sent })
    },
    { payoutApiKey },
  )
  const error = await rejected('network', call(createPayout, { ...payout, address }))
  assertHidden(error, { ...credentials, sign, address })
})

// Deadline and abort

test('the time of a call ends it, and that of the call comes before that of the client', async () => {
  for (const [settings, options, ms] of [
    [{ timeoutMs: 1 }, {}, 1],
    [{ timeoutMs: 60_000 }, { timeoutMs: 2 }, 2],
    [{}, {}, 30_000],
  ] as const) {
    const { call, pass, now } = createStillCaller(never, settings)
    const error = await rejected('timeout', pass(call(createPayout, payout, options)))
    assert.match(error.message, new RegExp(`within ${ms} ms`))
    assert.deepEqual([now(), error.elapsedMs], [ms, ms])
  }
})

test('an operation whose declaration is unusable is refused for its own sake, not for that of its options', async () => {
  const { call } = callerWith(ok({}))
  assert.equal((await rejected('config', call(null as never, {}, null as never))).option, 'id')
})

test('an abort before dispatch rethrows your reason', async () => {
  const reason = { why: 'too late' }
  const { call, sent } = callerWith(ok(payoutSample))
  const promise = call(createPayout, payout, { signal: AbortSignal.abort(reason) })
  await assert.rejects(promise, (error) => error === reason)
  assert.equal(sent.length, 0)
})

test('an abort in flight rethrows your reason when reading, and is an error of unknown outcome when writing', async () => {
  const reason = new Error('changed my mind')
  const run = async (operation: 'read' | 'write') => {
    const controller = new AbortController()
    const { call } = callerWith(never)
    const options = { signal: controller.signal }
    const calls = { read: () => call(getBalance, {}, options), write: () => call(createPayout, payout, options) }
    const promise = calls[operation]()
    setImmediate(() => controller.abort(reason))
    const error: unknown = await promise.then(() => assert.fail(), Object)
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
    return error
  }
  assert.equal(await run('read'), reason)
  const error = await rejected('aborted', Promise.reject(await run('write')))
  assert.deepEqual([error.outcome, error.operation], ['unknown', 'payouts.create'])
})

// Options of a call

const { signal } = new AbortController()

const usable: readonly object[] = [
  {},
  { signal },
  { timeoutMs: 5 },
  { attemptTimeoutMs: 5, retries: 0 },
  { extra: {} },
  { signal: undefined, timeoutMs: undefined, extra: undefined, onResponse: undefined },
  { signal: null },
  { onResponse: () => {} },
  Object.assign(Object.create(null), { timeoutMs: 5 }),
  { signal: { aborted: false, reason: undefined, addEventListener: () => {}, removeEventListener: () => {} } },
]

for (const options of usable) {
  test(`options with ${Object.keys(options).join(' and ') || 'nothing'} are usable`, () => assertCallOptions(options))
}

const unusable: readonly (readonly [string, unknown, string, RegExp])[] = [
  ['null', null, 'options', /options must be an object like \{ signal, timeoutMs \}/],
  ['a number', 5000, 'options', /must be an object/],
  ['a list', [], 'options', /must be an object/],
  ['a bare signal', signal, 'options', /must be an object like \{ signal/],
  ['a misspelt timeout', { timeout: 5 }, 'timeout', /did you mean timeoutMs\?/],
  ['an option of the client', { apiKey: 'k' }, 'apiKey', /^apiKey is not known/],
  ['a timeout of zero', { timeoutMs: 0 }, 'timeoutMs', /above zero/],
  ['a timeout as a text', { timeoutMs: '5' }, 'timeoutMs', /above zero/],
  ['an attempt of zero', { attemptTimeoutMs: 0 }, 'attemptTimeoutMs', /attemptTimeoutMs must be milliseconds/],
  ['half a retry', { retries: 0.5 }, 'retries', /whole number from 0 to 10/],
  ['a logger, which belongs to the client', { logger: console }, 'logger', /logger is not known/],
  ['a controller for a signal', { signal: new AbortController() }, 'signal', /signal must be an AbortSignal/],
  ['what only looks like a signal', { signal: { aborted: false } }, 'signal', /must be an AbortSignal/],
  ['an event target for a signal', { signal: new EventTarget() }, 'signal', /must be an AbortSignal/],
  ['a text for a signal', { signal: 'stop' }, 'signal', /must be an AbortSignal/],
  ['a text for onResponse', { onResponse: 'log' }, 'onResponse', /onResponse must be a function/],
  ['null for onResponse', { onResponse: null }, 'onResponse', /onResponse must be a function/],
  ['a list of extras', { extra: ['a'] }, 'extra', /extra must be an object of body members/],
  ['null for extras', { extra: null }, 'extra', /must be an object/],
  ['a text of extras', { extra: '{}' }, 'extra', /must be an object/],
]

for (const [what, options, option, message] of unusable) {
  test(`${what} is refused among the options of a call`, () => {
    const error = thrown('config', () => assertCallOptions(options))
    assert.equal(error.option, option)
    assert.match(error.message, message)
    assert.equal(error.outcome, 'not_sent')
  })
}
