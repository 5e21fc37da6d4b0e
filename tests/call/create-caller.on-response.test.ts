import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { createClient } from '../../src/client.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { ResponseInfo } from '../../src/operations/types.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { createLog } from '../support/create-log.ts'
import { credentials } from '../support/credentials.ts'
import { answer, fakeFetch, ok, type Step, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const headers = { 'cf-ray': 'ray-1', 'x-request-id': 'id-1', 'x-limit': '5' }
const reset = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' })
const no = (status = 422) => answer(status, { state: 1, message: 'no' }, headers)

interface Heard extends Omit<ResponseInfo, 'headers'> {
  readonly limit: string | null
}

/** What `onResponse` hears of one call that may be repeated, or that may not. */
async function hear(
  script: readonly Step[],
  { once = false, ...settings }: Partial<ClientOptions> & { once?: boolean } = {},
) {
  const heard: Heard[] = []
  const onResponse = ({ headers: got, ...rest }: ResponseInfo) => heard.push({ ...rest, limit: got.get('X-Limit') })
  const { call, pass } = createStillCaller(scriptFetch(...script).fetch, settings)
  const result: Promise<unknown> = pass<unknown>(
    once ? call(createPayout, payout, { onResponse }) : call(createPayment, invoice, { onResponse }),
  )
  const settled = await result.then(
    (value) => ({ value, error: undefined }),
    (error: CryptomusError) => ({ value: undefined, error }),
  )
  return { heard, ...settled }
}

const info = { attempts: 1, durationMs: 0, requestId: 'ray-1', limit: '5' }
const good = answer(200, { state: 0, result: paymentSample }, headers)

const complete: readonly (readonly [
  what: string,
  script: readonly Step[],
  fields: object,
  kind: string | undefined,
])[] = [
  ['a result', [good], { ...info, status: 200 }, undefined],
  ['a refusal', [no()], { ...info, status: 422 }, 'api'],
  ['a page of a proxy', [answer(403, '<html>', headers)], { ...info, status: 403 }, 'response'],
  ['half of a body', [answer(200, '{"sta', headers)], { ...info, status: 200 }, 'response'],
  ['a redirect', [answer(302, '', headers)], { ...info, status: 302 }, 'response'],
  ['a body that is too large', [answer(200, 'a'.repeat(1_048_577), headers)], { ...info, status: 200 }, 'response'],
  [
    'a conflict',
    [answer(200, { state: 0, result: { ...paymentSample, amount: '999' } }, headers)],
    { ...info, status: 200 },
    'conflict',
  ],
  ['a result of another shape', [answer(200, { state: 0, result: 7 }, headers)], { ...info, status: 200 }, 'response'],
  [
    'the last of several attempts',
    [no(503), reset(), good],
    { ...info, attempts: 3, durationMs: 900, status: 200 },
    undefined,
  ],
  [
    'the last of several attempts that all failed',
    [no(503)],
    { ...info, attempts: 3, durationMs: 900, status: 503 },
    'api',
  ],
  [
    'the last that was complete, before attempts that were not',
    [no(503), reset(), reset()],
    { ...info, attempts: 3, durationMs: 900, status: 503 },
    'network',
  ],
]

for (const [what, script, fields, kind] of complete) {
  test(`onResponse hears once of ${what}, and the call settles as it would have`, async () => {
    const { heard, error } = await hear(script)
    assert.deepEqual(heard, [fields])
    assert.equal(error?.kind, kind)
  })
}

for (const [what, script] of [
  ['a broken connection', [reset()]],
  ['an attempt that never ends', ['never']],
  ['a body that breaks off', [{ ...answer(200, ''), body: new ReadableStream({ pull: (c) => c.error(reset()) }) }]],
  ['what is no response', [{ status: 'x' } as never]],
] as const) {
  test(`onResponse does not hear of ${what}`, async () => {
    const { heard, error } = await hear(script, { once: true })
    assert.deepEqual(heard, [])
    assert.notEqual(error, undefined)
  })
}

test('onResponse does not hear of a call that was not sent', async () => {
  const onResponse = () => assert.fail('it was called')
  const { call } = createStillCaller(async () => ok(payoutSample))
  await rejected('validation', call(createPayout, {} as never, { onResponse }))
  await rejected('config', call(createPayout, payout, { onResponse, timeoutMs: 0 }))
  await assert.rejects(call(createPayout, payout, { onResponse, signal: AbortSignal.abort(new Error('enough')) }))
  await turn()
})

test('onResponse does not hear of a response that a middleware made up', async () => {
  const text = JSON.stringify({ state: 0, result: payoutSample })
  const { heard, value } = await hear([], {
    once: true,
    middleware: [() => async () => ({ status: 200, headers: new Headers(), text })],
  })
  assert.deepEqual([heard, (value as { uuid: string }).uuid], [[], payoutSample.uuid])
})

test('onResponse hears what the server said, not what a middleware made of it', async () => {
  const { heard } = await hear([good], {
    middleware: [(next) => async (request) => ({ ...(await next(request)), status: 201, headers: new Headers() })],
  })
  assert.deepEqual(heard, [{ ...info, status: 200 }])
})

test('onResponse is called before the call settles, and not waited for', async () => {
  const trace: string[] = []
  const { call } = createStillCaller(async () => ok(payoutSample))
  const onResponse = () => {
    trace.push('heard')
    return new Promise(() => {})
  }
  await call(createPayout, payout, { onResponse }).then(() => trace.push('settled'))
  assert.deepEqual(trace, ['heard', 'settled'])
})

for (const [how, onResponse] of [
  ['throws', () => raise(new Error('my bug'))],
  ['rejects', async () => raise(new Error('my bug'))],
  ['throws nothing at all', () => raise(undefined)],
] as const) {
  test(`an onResponse that ${how} is told to the logger, and the call settles as it would have`, async () => {
    for (const response of [ok(payoutSample), no()]) {
      const { logger, lines } = createLog()
      const { call } = createStillCaller(async () => response, { logger })
      const settled = await call(createPayout, payout, { onResponse }).then(
        ({ uuid }) => uuid,
        ({ kind }) => kind,
      )
      assert.equal(settled, response.status === 200 ? payoutSample.uuid : 'api')
      await turn()
      const told = lines.filter(([level, message]) => level === 'error' && /onResponse/.test(message))
      assert.equal(told.length, 1)
      assert.equal(told[0]?.[2].scope, 'cryptomus.payouts.create')
    }
  })

  test(`an onResponse that ${how} disturbs nothing where there is no logger`, async () => {
    const { call } = createStillCaller(async () => ok(payoutSample))
    assert.equal((await call(createPayout, payout, { onResponse })).uuid, payoutSample.uuid)
    await turn()
  })
}

function raise(reason: unknown): never {
  throw reason
}

test('the headers of onResponse have get in any case, also where the response has none', async () => {
  for (const odd of [undefined, null, {}, { get: () => raise(new Error('x')) }]) {
    const seen: (string | null | undefined)[] = []
    const { call } = createStillCaller(async () => ({ ...ok(payoutSample), headers: odd }))
    await call(createPayout, payout, { onResponse: (info) => seen.push(info.headers.get('x'), info.requestId) })
    assert.deepEqual(seen, [null, undefined])
  }
})

test('onResponse is an option of members and standalone functions too', async () => {
  const statuses: number[] = []
  const client = createClient({ ...credentials, fetch: fakeFetch(ok(paymentSample)).fetch })
  const onResponse = ({ status }: ResponseInfo) => statuses.push(status)
  await client.payments.create(invoice, { onResponse })
  await createPayment(client, invoice, { onResponse })
  assert.deepEqual(statuses, [200, 200])
})

// The name of a response, on errors

for (const [given, requestId] of [
  [{ 'cf-ray': 'ray-1', 'x-request-id': 'id-1' }, 'ray-1'],
  [{ 'x-request-id': 'id-1' }, 'id-1'],
  [{ 'CF-Ray': 'ray-2' }, 'ray-2'],
  [{}, undefined],
] as const) {
  test(`api and response errors name their response as ${requestId ?? 'nothing'} after ${JSON.stringify(given)}`, async () => {
    for (const [kind, response] of [
      ['api', answer(422, { state: 1, message: 'no' }, given)],
      ['response', answer(502, '<html>', given)],
      ['response', answer(302, '', given)],
      ['response', answer(200, 'a'.repeat(1_048_577), given)],
      ['response', answer(200, { state: 0, result: 7 }, given)],
    ] as const) {
      const { call } = createStillCaller(async () => response)
      assert.equal((await rejected(kind, call(createPayout, payout))).requestId, requestId)
    }
  })
}

test('the name on an error is that of the last response', async () => {
  const named = (status: number, ray: string) => answer(status, { state: 1, message: 'no' }, { 'cf-ray': ray })
  const { fetch } = scriptFetch(named(503, 'first'), named(422, 'second'))
  const { call, pass } = createStillCaller(fetch)
  assert.equal((await rejected('api', pass(call(createPayment, invoice)))).requestId, 'second')
})
