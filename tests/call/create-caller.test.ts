import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import * as v from 'valibot'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { checkCallOptions, createCaller, logFailure } from '../../src/call/create-caller.ts'
import type { ApiRequest, ApiResponse, Middleware } from '../../src/call/types.ts'
import { createClient } from '../../src/client.ts'
import { createError } from '../../src/errors/create-error.ts'
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
import { createLog } from '../support/create-log.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
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
  assert.deepEqual(headers, { merchant: merchantId, sign: signOf(body, apiKey), 'content-type': 'application/json' })
})

test('a call without params sends no body and signs the empty text', async () => {
  const { call, sent } = callerWith(ok(balanceSample))
  await call(getBalance, {})
  assert.ok(!('body' in sent[0]!))
  assert.equal(sent[0]?.headers.sign, md5(apiKey))
})

test('bodies that are hard to sign are sent and signed alike', async () => {
  for (const additional_data of ['漢字 🎉', '\\/ " \u0000 \u2028', '\ud83c alone', 'é'.normalize('NFD')]) {
    const { call, sent } = callerWith(ok(paymentSample))
    await call(createPayment, { ...invoice, additional_data })
    const body = sent[0]?.body ?? ''
    assert.equal(sent[0]?.headers.sign, signOf(body, apiKey))
    assert.equal(JSON.parse(body).additional_data, additional_data)
  }
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

test('a caller is one frozen function that shows no credential', () => {
  const caller = createCaller(credentials)
  assert.deepEqual(Object.keys(caller), ['call'])
  assert.ok(Object.isFrozen(caller) && Object.isFrozen(caller.call))
  assertHidden(caller, credentials)
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
  const { without: _, ...rest } = heleket
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

const hint =
  /Invalid Sign\. The gateway issues a separate API key for payouts; pass it as payoutApiKey \(CRYPTOMUS_PAYOUT_API_KEY\)\.$/
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

const never = () => new Promise<never>(() => {})

test('the time of a call ends it, and that of the call comes before that of the client', async () => {
  const slow = callerWith(never, { timeoutMs: 1 })
  assert.match((await rejected('timeout', slow.call(createPayout, payout))).message, /within 1 ms/)
  const patient = callerWith(never, { timeoutMs: 60_000 })
  assert.match((await rejected('timeout', patient.call(createPayout, payout, { timeoutMs: 2 }))).message, /within 2 ms/)
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

// Middleware

test('middleware runs outermost first, once a call, and sees nothing secret', async () => {
  const trace: string[] = []
  const seen: ApiRequest[] = []
  const named =
    (name: string): Middleware =>
    (next) =>
    async (request) => {
      trace.push(name)
      seen.push(request)
      return next(request)
    }
  const { call, sent } = callerWith(ok(paymentSample), { middleware: [named('a'), named('b')] })
  await call(createPayment, invoice)
  assert.deepEqual(trace, ['a', 'b'])
  const { operation, url, method, body } = seen[0]!
  assert.equal(operation, createPayment)
  assert.deepEqual([url, method, body], [sent[0]?.url, 'POST', sent[0]?.body])
  assert.ok(Object.isFrozen(seen[0]))
  assertHidden(seen[0], { apiKey, merchantId, sign: sent[0]?.headers.sign ?? '' })
})

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

test('a middleware may answer by itself', async () => {
  const text = JSON.stringify({ state: 0, result: balanceSample })
  const response: ApiResponse = { status: 200, headers: new Headers(), text, attempts: 0, earlier: 'not_sent' }
  const { call, sent } = callerWith(ok({}), { middleware: [() => async () => response] })
  assert.deepEqual(await call(getBalance, {}), balanceSample)
  assert.equal(sent.length, 0)
})

test('what a middleware throws is yours', async () => {
  const reason = new Error('not today')
  const { call } = callerWith(ok({}), { middleware: [() => async () => Promise.reject(reason)] })
  await assert.rejects(call(getBalance, {}), (error) => error === reason)
})

for (const junk of [undefined, null, {}, { status: 200, text: '{}' }, { text: async () => '' }, 7]) {
  test(`a middleware that answers with ${JSON.stringify(junk)} is a config error, and the outcome unknown`, async () => {
    const { call } = callerWith(ok({}), { middleware: [() => async () => junk as never] })
    const error = await rejected('config', call(createPayout, payout))
    assert.deepEqual([error.option, error.outcome], ['middleware', 'unknown'])
  })
}

test('a result schema that takes its time is a config error, but the request was sent', async () => {
  const late = { '~standard': { version: 1, vendor: 'late', validate: async (value: unknown) => ({ value }) } } as const
  const { call } = createCaller({ ...credentials, fetch: async () => Response.json({ state: 0, result: {} }) })
  const error = await rejected('config', call({ ...getBalance, result: late }, {}))
  assert.deepEqual([error.outcome, error.attempts, error.operation], ['unknown', 1, 'balance.get'])
})

const { signal } = new AbortController()

const usable: readonly object[] = [
  {},
  { signal },
  { timeoutMs: 5 },
  { attemptTimeoutMs: 5, retries: 0 },
  { extra: {} },
  { signal: undefined, timeoutMs: undefined, extra: undefined },
  { signal: { aborted: false, reason: undefined, addEventListener: () => {}, removeEventListener: () => {} } },
]

for (const options of usable) {
  test(`options with ${Object.keys(options).join(' and ') || 'nothing'} are usable`, () => checkCallOptions(options))
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
  ['null for a signal', { signal: null }, 'signal', /must be an AbortSignal/],
  ['a list of extras', { extra: ['a'] }, 'extra', /extra must be an object of body members/],
  ['null for extras', { extra: null }, 'extra', /must be an object/],
  ['a text of extras', { extra: '{}' }, 'extra', /must be an object/],
]

for (const [what, options, option, message] of unusable) {
  test(`${what} is refused among the options of a call`, () => {
    const error = thrown('config', () => checkCallOptions(options))
    assert.equal(error.option, option)
    assert.match(error.message, message)
    assert.equal(error.outcome, 'not_sent')
  })
}

const scope = 'cryptomus.payments.get'

test('says what was thrown, with what a person acts on', () => {
  const { logger, lines } = createLog()
  logFailure(logger, 'payments.get', createError('config', 'sign must be a function.', { option: 'sign' }))
  const fields = { scope, kind: 'config', outcome: 'not_sent', attempts: 0, retryable: false, durationMs: 0 }
  assert.deepEqual(lines, [['error', 'sign must be a function.', fields]])
})

test('a reason of the caller is no error of ours, and not told', () => {
  const { logger, lines } = createLog()
  logFailure(logger, 'payments.get', new Error('a secret of theirs'))
  assert.deepEqual(lines, [])
})

test('a logger that throws disturbs nothing', () => {
  const fail = () => {
    throw new Error('disk full')
  }
  logFailure({ debug: fail, info: fail, error: fail }, 'payments.get', new Error('x'))
})

test('a whole call is told from start to end, without anything secret', async () => {
  const { logger, lines } = createLog()
  const { fetch, sent } = fakeFetch(() =>
    sent.length < 2
      ? answer(503, 'busy', { 'retry-after': '0' })
      : answer(422, { state: 1, message: 'no such payment' }),
  )
  const client = createClient({ ...credentials, fetch, logger })
  await client.payments.get({ order_id: 'a-very-private-order' }).catch(() => {})
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['info', 'payments.get starts'],
      ['debug', 'payments.get is sent again'],
      ['info', 'payments.get ends with an answer'],
      ['error', 'payments.get was refused by the gateway: no such payment.'],
    ],
  )
  assert.ok(lines.every(([, , fields]) => fields.scope === scope))
  const text = JSON.stringify(lines)
  const secrets = [...Object.values(credentials), sent[0]?.headers.sign ?? '', 'a-very-private-order']
  for (const secret of secrets) assert.ok(!text.includes(secret), text)
})

test('what is refused before it is sent is told as well', async () => {
  const { logger, lines } = createLog()
  const client = createClient({ ...credentials, logger, fetch: fakeFetch(answer(200, '')).fetch })
  await client.payments.get({} as never).catch(() => {})
  assert.deepEqual(
    lines.map(([level, , { kind }]) => [level, kind]),
    [['error', 'validation']],
  )
})
