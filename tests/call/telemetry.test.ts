import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { createCaller } from '../../src/call/create-caller.ts'
import { type CallRecord, type Recorder, recorderOf, withTelemetry } from '../../src/call/telemetry.ts'
import type { Middleware, Send } from '../../src/call/types.ts'
import { createError } from '../../src/errors/create-error.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { CallOptions } from '../../src/operations/types.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createClocks, createStillCaller, turn } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { answer, ok, type Step, scriptFetch } from '../support/fake-fetch.ts'

interface Run {
  readonly params?: object
  readonly options?: CallOptions
  readonly settings?: Partial<ClientOptions>
  readonly what?: 'read' | 'write' | 'once'
}

/** What is recorded of one call: the script answers 40 ms after each request. */
async function recordsOf(script: readonly Step[], { params, options = {}, settings, what = 'once' }: Run = {}) {
  const records: CallRecord[] = []
  const { middleware = [], ...rest } = settings ?? {}
  const clocks = createClocks()
  const { fetch } = scriptFetch(...script)
  const slow: typeof fetch = (url, init) => {
    clocks.advance(40)
    return fetch(url, init)
  }
  const all = [withTelemetry((entry) => records.push(entry)), ...middleware]
  const { call, pass } = createStillCaller(slow, { ...rest, middleware: all }, clocks)
  const calls = {
    read: () => call(getPayment, (params ?? { uuid: 'u' }) as never, options),
    write: () => call(createPayment, (params ?? invoice) as never, options),
    once: () => call(createPayout, (params ?? payout) as never, options),
  }
  await pass<unknown>(calls[what]()).catch(() => {})
  return records
}

const no = answer(422, { state: 1, message: 'no' })
const reset = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' })
const failing = (reason: unknown) => async () => Promise.reject(reason)
const once = { operation: 'payouts.create', durationMs: 40, attempts: 1 }
const unsent = { ...once, durationMs: 0, attempts: 0 }
const write = { ...once, operation: 'payments.create' }
const throwAfter =
  (reason: unknown): Middleware =>
  (next) =>
  async (request) => {
    await next(request)
    throw reason
  }

const aborted = (reason: unknown): CallOptions => ({ signal: AbortSignal.abort(reason) })

const rows: readonly (readonly [what: string, script: readonly Step[], run: Run, fields: object])[] = [
  ['a result', [ok(payoutSample)], {}, { ...once, outcome: 'ok', status: 200 }],
  ['a refusal', [no], {}, { ...once, outcome: 'rejected', status: 422, kind: 'api' }],
  [
    'a refusal in known words',
    [answer(422, { state: 1, message: 'Not enough funds' })],
    {},
    { ...once, outcome: 'rejected', status: 422, kind: 'api', reason: 'not_enough_funds' },
  ],
  [
    'a refusal after an attempt that may have worked',
    [reset(), no],
    { what: 'write' },
    { ...write, durationMs: 380, attempts: 2, outcome: 'unknown', status: 422, kind: 'api' },
  ],
  [
    'a result after a broken connection',
    [reset(), ok(paymentSample)],
    { what: 'write' },
    { ...write, durationMs: 380, attempts: 2, outcome: 'ok', status: 200 },
  ],
  [
    'a page of a proxy',
    [answer(502, '<html>')],
    { what: 'write' },
    { ...write, durationMs: 1020, attempts: 3, outcome: 'unknown', status: 502, kind: 'response' },
  ],
  [
    'a broken connection',
    [reset()],
    { what: 'write' },
    { ...write, durationMs: 1020, attempts: 3, outcome: 'unknown', kind: 'network' },
  ],
  [
    'a broken connection after an answer, with the last status there was',
    [answer(503, 'busy'), reset(), reset()],
    { what: 'write' },
    { ...write, durationMs: 1020, attempts: 3, outcome: 'unknown', status: 503, kind: 'network' },
  ],
  [
    'a connection that was refused',
    [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
    {},
    { ...once, outcome: 'not_sent', kind: 'network' },
  ],
  [
    'a timeout',
    ['never'],
    { options: { timeoutMs: 90 } },
    { ...once, durationMs: 90, outcome: 'unknown', kind: 'timeout' },
  ],
  ['a redirect', [answer(302, '')], {}, { ...once, outcome: 'unknown', status: 302, kind: 'response' }],
  ['a result of another shape', [ok('paid')], {}, { ...once, outcome: 'unknown', status: 200, kind: 'response' }],
  [
    'half of a body',
    [answer(200, '{"state":0,"result":{"uu')],
    {},
    { ...once, outcome: 'unknown', status: 200, kind: 'response' },
  ],
  [
    'an answer that is too large',
    [answer(200, 'a'.repeat(1_048_577))],
    {},
    { ...once, outcome: 'unknown', status: 200, kind: 'response' },
  ],
  [
    'a conflict',
    [ok({ ...payoutSample, amount: '999' })],
    {},
    { ...once, outcome: 'unknown', status: 200, kind: 'conflict' },
  ],
  ['params that do not fit', [], { params: {} }, { ...unsent, outcome: 'not_sent', kind: 'validation' }],
  ['options that are unusable', [], { options: { timeoutMs: 0 } }, { ...unsent, outcome: 'not_sent', kind: 'config' }],
  [
    'a sign that throws',
    [],
    { settings: { sign: () => assert.fail() } },
    { ...unsent, outcome: 'not_sent', kind: 'config' },
  ],
  [
    'an error of a middleware before anything was sent',
    [],
    { settings: { middleware: [() => failing(new Error('a bug'))] } },
    { ...unsent, outcome: 'not_sent' },
  ],
  [
    'an error of a middleware about another call, before anything was sent',
    [],
    {
      settings: {
        middleware: [() => failing(createError('api', 'no', { status: 422, errors: {}, outcome: 'rejected' }))],
      },
    },
    { ...unsent, outcome: 'not_sent' },
  ],
  [
    'an error of a middleware after a result',
    [ok(payoutSample)],
    { settings: { middleware: [throwAfter(new Error('a bug'))] } },
    { ...once, outcome: 'unknown', status: 200, kind: 'network' },
  ],
  [
    'an abort before dispatch',
    [],
    { options: aborted(new Error('enough')) },
    { ...unsent, outcome: 'not_sent', kind: 'aborted' },
  ],
  [
    'a middleware that answers with nothing',
    [],
    { settings: { middleware: [() => async () => undefined as never] } },
    { ...unsent, outcome: 'unknown', kind: 'config' },
  ],
]

for (const [what, script, run, fields] of rows) {
  test(`hands out one record of ${what}`, async () => {
    const all = await recordsOf(script, run)
    const plain = all.map((entry) =>
      Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)),
    )
    assert.deepEqual(plain, [fields])
    assert.ok(Object.isFrozen(all[0]))
  })
}

for (const [what, outcome] of [
  ['read', 'unknown'],
  ['once', 'unknown'],
] as const) {
  test(`an abort in flight of a ${what} is recorded as aborted, outcome ${outcome}`, async () => {
    const records: CallRecord[] = []
    const controller = new AbortController()
    const fetch = () => {
      controller.abort(new Error('enough'))
      return new Promise(() => {})
    }
    const { call } = createStillCaller(fetch, { middleware: [withTelemetry((entry) => records.push(entry))] })
    const options = { signal: controller.signal }
    await (what === 'read' ? call(getBalance, {}, options) : call(createPayout, payout, options)).catch(() => {})
    assert.equal(records.length, 1)
    const { kind, attempts, status } = records[0] ?? assert.fail()
    assert.deepEqual([kind, records[0]?.outcome, attempts, status], ['aborted', outcome, 1, undefined])
  })
}

for (const [headers, requestId] of [
  [{ 'cf-ray': 'ray-1', 'x-request-id': 'id-1' }, 'ray-1'],
  [{ 'x-request-id': 'id-1' }, 'id-1'],
  [{}, undefined],
] as const) {
  test(`a record carries ${requestId ?? 'no name'} as the name of the response`, async () => {
    for (const step of [answer(200, { state: 0, result: payoutSample }, headers), answer(422, { state: 1 }, headers)]) {
      const [entry] = await recordsOf([step])
      assert.equal(entry?.requestId, requestId)
    }
  })
}

test('a record holds nothing of the params, and nothing secret', async () => {
  const records = [
    ...(await recordsOf([no])),
    ...(await recordsOf([ok(payoutSample)])),
    ...(await recordsOf([reset()])),
  ]
  const text = JSON.stringify(records)
  for (const secret of [...Object.values(credentials), payout.address, payout.order_id, payoutSample.uuid]) {
    assert.ok(!text.includes(secret), text)
  }
})

test('it wraps nothing: wherever it stands, it sees no request and hears of the whole call once', async () => {
  const next: Send = async () => assert.fail()
  assert.equal(withTelemetry(() => {})(next), next)
  for (const place of [0, 1, 2]) {
    const records: CallRecord[] = []
    const trace: string[] = []
    const named: Middleware = (following) => (request) => {
      trace.push('ran')
      return following(request)
    }
    const middleware = [named, named]
    middleware.splice(
      place,
      0,
      withTelemetry((entry) => records.push(entry)),
    )
    const { call } = createStillCaller(async () => ok(balanceSample), { middleware })
    assert.deepEqual(await call(getBalance, {}), balanceSample)
    assert.deepEqual([records.length, trace.length], [1, 2])
  }
})

test('several recorders hear of each call, in their order', async () => {
  const heard: string[] = []
  const middleware = ['a', 'b'].map((name) => withTelemetry(() => heard.push(name)))
  const { call } = createStillCaller(async () => ok(balanceSample), { middleware })
  await call(getBalance, {})
  await call(getBalance, {})
  assert.deepEqual(heard, ['a', 'b', 'a', 'b'])
})

test('answer and error come through as they are', async () => {
  const middleware = [withTelemetry(() => {})]
  const good = createStillCaller(async () => ok(balanceSample), { middleware })
  assert.deepEqual(await good.call(getBalance, {}), balanceSample)
  const reason = new Error('enough')
  const failed = good.call(getBalance, {}, aborted(reason))
  await assert.rejects(failed, (error) => error === reason)
})

test('a function that throws, now or later, disturbs nothing, and nothing goes unheard', async () => {
  const recorders: readonly Recorder[] = [
    () => {
      throw new Error('no')
    },
    async () => Promise.reject(new Error('no')),
  ]
  const middleware = recorders.map(withTelemetry)
  const { call } = createStillCaller(async () => ok(balanceSample), { middleware })
  assert.deepEqual(await call(getBalance, {}), balanceSample)
  await turn()
})

test('the record is out when the call has settled', async () => {
  const records: CallRecord[] = []
  const { call } = createCaller({
    ...credentials,
    fetch: scriptFetch(no).fetch,
    middleware: [withTelemetry((entry) => records.push(entry))],
  })
  await call(createPayout, payout).catch(() => assert.equal(records.length, 1))
  assert.equal(records.length, 1)
})

test('one made by another copy of this package is recognised', async () => {
  const otherCopy = '../../src/call/telemetry.ts?copy'
  const other = (await import(otherCopy)) as { readonly withTelemetry: typeof withTelemetry }
  assert.notEqual(other.withTelemetry, withTelemetry)
  const record = () => {}
  assert.equal(recorderOf(other.withTelemetry(record)), record)
  assert.equal(
    recorderOf((next) => next),
    undefined,
  )
})
