import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { createCall } from '../../src/call/failure.ts'
import { type Reading, readResponse } from '../../src/call/read-response.ts'
import type { ApiResponse, ResponseLike } from '../../src/call/types.ts'
import type { CryptomusError, Outcome } from '../../src/errors/types.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { listPayouts } from '../../src/operations/payouts/manage-payouts.ts'
import type { OperationSpec } from '../../src/operations/types.ts'
import { invoice } from '../fixtures/payments.ts'
import { listedPayoutSample, payout, payoutSample } from '../fixtures/payouts.ts'
import { paginateSample } from '../fixtures/shared.ts'
import { createStillCaller } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

const now = Date.parse('2026-05-01T10:00:00Z')

/** What a response is read with when nothing of it matters. */
const plain: Reading = {
  call: createCall(createPayout, []),
  params: {},
  now: () => now,
  signHint: '',
}

/** What a response is read with that may repeat secrets. */
const hiding = (...secrets: readonly string[]): Reading => ({ ...plain, call: createCall(createPayout, secrets) })

const answerOf = (text: string, fields: Partial<ApiResponse> = {}): ApiResponse => ({
  status: 200,
  headers: { get: () => null },
  text,
  ...fields,
})

const read = (status: number, text: string, fields: Partial<ApiResponse> = {}, reading: Partial<Reading> = {}) =>
  readResponse(createPayout, answerOf(text, { status, ...fields }), { ...plain, ...reading })

/** A whole call that gets one response, of an operation that is never repeated or of one that may be. */
const send = (status: number, text: string, what: 'once' | 'write' = 'once', headers = {}) => {
  const { call } = createStillCaller(async (): Promise<ResponseLike> => answer(status, text, headers))
  return what === 'once' ? call(createPayout, payout) : call(createPayment, invoice, { retries: 0 })
}

const html = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>'

interface Row {
  readonly status: number
  readonly text: string
  readonly kind: 'api' | 'response'
  readonly outcome: Outcome
  /** Whether the same call may be sent again when it repeats; otherwise it never may. */
  readonly retryable?: boolean
  readonly message?: string
  readonly gatewayMessage?: string
  readonly errors?: Readonly<Record<string, readonly string[]>>
}

const refused = (status: number, outcome: Outcome, retryable = false): Row => ({
  status,
  text: '{"state":1,"message":"no"}',
  kind: 'api',
  outcome,
  retryable,
  gatewayMessage: 'no',
})

const foreign = (status: number, text: string, retryable = false): Row => ({
  status,
  text,
  kind: 'response',
  outcome: 'unknown',
  retryable,
  message: `payouts.create got an answer that is not the gateway's (HTTP ${status}).`,
})

const table: readonly Row[] = [
  // A complete "no": nothing was done
  ...[400, 401, 403, 404, 405, 410, 422, 451, 499].map((status) => refused(status, 'rejected')),
  refused(200, 'rejected'),
  // A server that asks to come again has not said what it did
  ...[408, 425, 429].map((status) => refused(status, 'unknown', true)),
  refused(409, 'unknown'),
  // Neither has a server that broke, nor one that was accepted elsewhere
  ...[500, 502, 503, 504, 520, 521, 522, 523, 524].map((status) => refused(status, 'unknown', true)),
  ...[501, 505, 525, 201, 202].map((status) => refused(status, 'unknown')),
  {
    status: 422,
    text: '{"state":1,"errors":{"amount":["validation.required","validation.regex"],"currency":["validation.required"]}}',
    kind: 'api',
    outcome: 'rejected',
    message:
      'payouts.create was refused by the gateway: amount (validation.required, validation.regex); currency (validation.required).',
    errors: { amount: ['validation.required', 'validation.regex'], currency: ['validation.required'] },
  },
  {
    status: 422,
    text: '{"state":1,"message":"Not enough funds"}',
    kind: 'api',
    outcome: 'rejected',
    message: 'payouts.create was refused by the gateway: Not enough funds.',
    gatewayMessage: 'Not enough funds',
  },
  {
    status: 422,
    text: '{"state":1,"message":"Payout not found.","errors":{"uuid":["validation.uuid"]}}',
    kind: 'api',
    outcome: 'rejected',
    message: 'payouts.create was refused by the gateway: Payout not found; uuid (validation.uuid).',
    gatewayMessage: 'Payout not found.',
    errors: { uuid: ['validation.uuid'] },
  },
  {
    status: 422,
    text: '{"state":1}',
    kind: 'api',
    outcome: 'rejected',
    message: 'payouts.create was refused by the gateway: HTTP 422.',
  },
  {
    status: 500,
    text: '{"message":"Server error, #1","code":500,"error":null}',
    kind: 'api',
    outcome: 'unknown',
    retryable: true,
    gatewayMessage: 'Server error, #1',
  },
  {
    status: 401,
    text: '{"message":"Invalid Sign."}',
    kind: 'api',
    outcome: 'rejected',
    message: 'payouts.create was refused by the gateway: Invalid Sign. It was signed with payoutApiKey.',
    gatewayMessage: 'Invalid Sign.',
  },
  // What is not the gateway's: even a 4xx proves nothing
  foreign(502, html, true),
  foreign(503, html, true),
  foreign(520, html, true),
  foreign(403, html),
  foreign(404, html),
  foreign(429, html, true),
  foreign(405, ''),
  foreign(200, ''),
  foreign(204, ''),
  foreign(200, '{"state":0,"result":{"uuid":"u"'),
  foreign(200, '[]'),
  foreign(200, 'null'),
  foreign(200, '\ufeff{"state":0,"result":{"uuid":"u"}}'),
  foreign(200, '{"ok":true}'),
  foreign(422, '{"detail":"no"}'),
  foreign(422, '[1]'),
]

for (const { status, text, kind, outcome, retryable = false, message, gatewayMessage, errors = {} } of table) {
  test(`HTTP ${status} with ${text.slice(0, 60) || 'nothing'} is a ${kind} error, outcome ${outcome}`, async () => {
    const error: CryptomusError<'api' | 'response'> = await rejected(kind, send(status, text))
    assert.equal(error.status, status)
    assert.equal(error.outcome, outcome)
    assert.equal(error.retryable, false)
    assert.equal(error.operation, 'payouts.create')
    assert.equal(error.attempts, 1)
    if (message !== undefined) assert.equal(error.message, message)
    if (error.kind === 'api') assert.deepEqual([error.gatewayMessage, error.errors], [gatewayMessage, errors])
    else assert.equal(error.text, text.slice(0, 200))
    assert.equal((await rejected(kind, send(status, text, 'write'))).retryable, retryable)
  })
}

test('an earlier attempt of unknown outcome makes every refusal unknown', async () => {
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  for (const status of [200, 401, 422]) {
    for (const [first, outcome] of [
      [reset, 'unknown'],
      [refused, 'rejected'],
    ] as const) {
      const { fetch } = scriptFetch(first, first, answer(status, '{"state":1}'))
      const { call, pass } = createStillCaller(fetch)
      const error = await rejected('api', pass(call(createPayment, invoice)))
      assert.deepEqual([error.outcome, error.attempts], [outcome, 3])
    }
  }
})

test('a text is shown up to 200 characters', () => {
  const error = thrown('response', () => read(502, `${'x'.repeat(199)}yzzz`))
  assert.equal(error.text, `${'x'.repeat(199)}y`)
})

test('a text is cleared of secrets before it is cut, so that no half of one remains', () => {
  const text = `${'x'.repeat(195)}${credentials.apiKey}`
  const error = thrown('response', () => read(502, text, {}, hiding(credentials.apiKey)))
  assert.equal(error.text, `${'x'.repeat(195)}[reda`)
})

test('Retry-After is told in milliseconds, on both kinds of errors', () => {
  const get = (header: string) => ({ headers: { get: (name: string) => (name === 'retry-after' ? header : null) } })
  assert.equal(thrown('api', () => read(429, '{"message":"slow"}', get('7'))).retryAfterMs, 7000)
  assert.equal(thrown('response', () => read(503, html, get('7'))).retryAfterMs, 7000)
  const date = get('Fri, 01 May 2026 10:00:09 GMT')
  assert.equal(thrown('response', () => read(503, html, date)).retryAfterMs, 9000)
  assert.equal(thrown('api', () => read(429, '{"message":"slow"}')).retryAfterMs, undefined)
  for (const header of ['1.5', '-5', 'soon 1', '']) {
    assert.equal(thrown('api', () => read(429, '{"message":"slow"}', get(header))).retryAfterMs, undefined)
  }
})

test('every error of the reader is marked as its own', async () => {
  const { call } = plain
  const params = { amount: '999' }
  const conflict = JSON.stringify({ state: 0, result: payoutSample })
  for (const [status, text] of [
    [422, '{"state":1}'],
    [502, html],
    [200, '{"state":0,"result":7}'],
    [200, conflict],
  ] as const) {
    assert.throws(
      () => read(status, text, {}, { params }),
      (error) => call.own.includes(error),
    )
  }
})

// Words in any shape

for (const [body, message, gatewayMessage, errors] of [
  [{ message: { amount: ['too small'] } }, '{"amount":["too small"]}', '{"amount":["too small"]}', {}],
  [{ message: ['a', 'b'] }, '["a","b"]', '["a","b"]', {}],
  [{ message: 7 }, '7', '7', {}],
  [
    { errors: ['The amount is wrong', 'The network is wrong'] },
    'The amount is wrong, The network is wrong',
    undefined,
    { '': ['The amount is wrong', 'The network is wrong'] },
  ],
  [{ errors: 'all wrong' }, 'all wrong', undefined, { '': ['all wrong'] }],
  [{ errors: [{ amount: 'wrong' }] }, '{"amount":"wrong"}', undefined, { '': ['{"amount":"wrong"}'] }],
  [{ errors: { amount: 'wrong' } }, 'amount (wrong)', undefined, { amount: ['wrong'] }],
  [
    { errors: { amount: { min: 'too small' } } },
    'amount ({"min":"too small"})',
    undefined,
    { amount: ['{"min":"too small"}'] },
  ],
  [{ message: 'no', errors: ['a'] }, 'no; a', 'no', { '': ['a'] }],
] as const) {
  test(`the words of ${JSON.stringify(body)} are kept`, () => {
    const error = thrown('api', () => read(422, JSON.stringify({ state: 1, ...body })))
    assert.equal(error.message, `payouts.create was refused by the gateway: ${message}.`)
    assert.deepEqual([error.gatewayMessage, error.errors], [gatewayMessage, errors])
  })
}

test('the issues of items of a list keep their path', async () => {
  const { call } = createStillCaller(() => assert.fail('it was sent'))
  const currencies = [{ currency: 'USDT' }, { currency: '???' }, { network: 'tron' }]
  const error = await rejected('validation', call(createPayment, { ...invoice, currencies } as never))
  assert.deepEqual(
    error.issues.map(({ path }) => path),
    ['currencies.1.currency', 'currencies.2.currency'],
  )
  for (const { path, message } of error.issues) assert.ok(error.message.includes(`${path} ${message}`))
})

test('a list that is no list, or holds something else, is named with its place', async () => {
  const { call } = createStillCaller(() => assert.fail('it was sent'))
  for (const [currencies, path] of [
    ['USDT', 'currencies'],
    [[], 'currencies'],
    [['USDT'], 'currencies.0'],
    [[{ currency: 'USDT', netwrok: 'tron' }], 'currencies.0.netwrok'],
  ] as const) {
    const error = await rejected('validation', call(createPayment, { ...invoice, currencies } as never))
    assert.deepEqual(
      error.issues.map((issue) => issue.path),
      [path],
    )
  }
})

// Results

const readResult = (result: unknown, operation: unknown = createPayout) =>
  readResponse(operation as OperationSpec<unknown, unknown>, answerOf(JSON.stringify({ state: 0, result })), plain)

const sendResult = (result: unknown) => send(200, JSON.stringify({ state: 0, result }))

test('a result is returned as it came, with the fields that no version knows', () => {
  const result = { ...payoutSample, fail_reason: null, nested: { new: [1] } }
  assert.deepEqual(readResult(result), result)
})

test('money that comes as a JSON number becomes a decimal string', () => {
  const result = { ...payoutSample, balance: 129, payer_amount: 1e-7 }
  assert.deepEqual(readResult(result), { ...payoutSample, balance: '129', payer_amount: '0.0000001' })
})

test('a huge whole number becomes a decimal string without an exponent', () => {
  const text = '{"state":0,"result":{"uuid":"u","balance":1e30}}'
  const { balance } = readResponse(createPayout, answerOf(text), plain)
  assert.equal(balance, `1${'0'.repeat(30)}`)
})

test('a result without what identifies it is a response error, and the outcome unknown', async () => {
  const { uuid: _, ...rest } = payoutSample
  for (const [result, complaint] of [
    [rest, 'uuid is missing'],
    [{ ...rest, uuid: '' }, 'uuid is missing'],
    [[], 'uuid is missing'],
    [null, 'result is not an object'],
    [undefined, 'result is not an object'],
    ['paid', 'result is not an object'],
  ] as const) {
    const error = await rejected('response', sendResult(result))
    assert.equal(error.message, `payouts.create got an answer that is not the gateway's (${complaint}).`)
    assert.deepEqual([error.status, error.outcome, error.retryable, error.attempts], [200, 'unknown', false, 1])
    assert.ok(error.text.startsWith('{"state":0'))
    assert.ok(error.text.length <= 200)
  }
})

test('an item of a list that does not fit is passed on as it came, and a list that is none is named', () => {
  const page = { merchant_uuid: 'm', items: [listedPayoutSample, {}], paginate: paginateSample }
  assert.deepEqual(readResult(page, listPayouts), page)
  assert.match(thrown('response', () => readResult({ ...page, items: {} }, listPayouts)).message, /items is not a list/)
})

test('a result that does not fit a reading operation may be asked for again', () => {
  const response = answerOf('{"state":0,"result":null}')
  const call = { ...createCall(getPayment, []), isRepeatable: true }
  assert.ok(thrown('response', () => readResponse(getPayment, response, { ...plain, call })).retryable)
})

const own = (result: OperationSpec<unknown, unknown>['result']) =>
  defineOperation<unknown, unknown>({ ...createPayout, id: 'own.pay', params: v.unknown(), result })

test('what a result schema of your own throws is yours, and the reader does not mark it', async () => {
  const bug = new RangeError('a bug')
  const validate = () => {
    throw bug
  }
  const reading = (async () => readResult({}, own({ '~standard': { version: 1, vendor: 'mine', validate } })))()
  await assert.rejects(reading, (error) => error === bug)
})

// The signature hint

test('the hint is added to a refused signature and to nothing else', () => {
  const hinted = { signHint: ' Try the other key.' }
  const fail = (message: string) => thrown('api', () => read(401, JSON.stringify({ message }), {}, hinted)).message
  assert.equal(fail('Invalid Sign.'), 'payouts.create was refused by the gateway: Invalid Sign. Try the other key.')
  assert.equal(fail('You are forbidden'), 'payouts.create was refused by the gateway: You are forbidden.')
})

// Secrets

const { merchantId, apiKey, payoutApiKey } = credentials
const body = '{"address":"TXveryPrivateAddress","url_callback":"https://shop.example/webhooks"}'
const sign = 'd41d8cd98f00b204e9800998ecf8427e'
const secret = { merchantId, apiKey, payoutApiKey, sign, address: 'TXveryPrivateAddress' }
const php = (text: string) => JSON.stringify(text).replaceAll('/', '\\/')
const everything = `${merchantId} ${apiKey} ${payoutApiKey} ${sign} ${body}`

const echoes: readonly (readonly [string, number, string])[] = [
  ['a page', 502, `<pre>${everything}</pre>`],
  ['a message', 422, JSON.stringify({ state: 1, message: everything })],
  ['a message in the spelling of PHP', 422, `{"state":1,"message":${php(everything)}}`],
  [
    'a message that is escaped letter by letter',
    422,
    `{"message":"${Array.from(everything, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`,
  ],
  ['complaints', 422, JSON.stringify({ state: 1, errors: { [everything]: [everything, { everything }] } })],
  ['a foreign JSON', 200, JSON.stringify({ echo: everything })],
  ['a foreign JSON in the spelling of PHP', 200, `{"echo":${php(everything)}}`],
  ['a result that does not fit', 200, JSON.stringify({ state: 0, result: everything })],
]

for (const [where, status, text] of echoes) {
  test(`secrets that the server repeats in ${where} are not seen in the error`, async () => {
    const reading = async () => read(status, text, {}, hiding(sign, body, apiKey, payoutApiKey, merchantId))
    const error = await reading().then(
      () => assert.fail('it was refused'),
      (reason: unknown) => reason,
    )
    assertHidden(error, secret)
  })
}

test('a server that repeats the body as an object is understood all the same', () => {
  const text = `{"state":1,"message":"no","request":${body}}`
  const error = thrown('api', () => read(422, text, {}, hiding(body)))
  assert.deepEqual([error.gatewayMessage, error.reason], ['no', undefined])
})

test('secrets that a result schema of your own repeats are not seen in the error', async () => {
  const operation = own(v.object({ status: v.literal('paid') }))
  const response = answerOf(JSON.stringify({ state: 0, result: { status: apiKey } }))
  const reading = async () => readResponse(operation, response, hiding(apiKey))
  assertHidden(await rejected('response', reading()), { apiKey })
})

test('a result that holds a secret is the result, unchanged', () => {
  const result = { ...payoutSample, payer: merchantId, hash: sign }
  const response = answerOf(JSON.stringify({ state: 0, result }))
  assert.deepEqual(readResponse(createPayout, response, hiding(merchantId, sign)), result)
})
