import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTelemetry } from '../../src/call/telemetry.ts'
import type { Middleware } from '../../src/call/types.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { invoice } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller } from '../support/clocks.ts'
import { answer, ok, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

function raise(reason: unknown): never {
  throw reason
}

// What the attempts of a call prove is kept where no middleware can lose it.

const reset = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' })
const no = answer(422, { state: 1, message: 'no' })

const stripping: readonly (readonly [string, Middleware])[] = [
  [
    'that strips the response to three members',
    (next) => async (request) => {
      const { status, headers, text } = await next(request)
      return { status, headers, text }
    },
  ],
  ['that freezes a copy', (next) => async (request) => Object.freeze({ ...(await next(request)) })],
  [
    'that answers with a response of its own making',
    (next) => async (request) => {
      const { text } = await next(request)
      return { status: 422, headers: { get: () => null }, text }
    },
  ],
  [
    'that adds what the response used to carry',
    (next) => async (request) => ({ ...(await next(request)), earlier: 'not_sent', attempts: 1 }),
  ],
  ['that does nothing', (next) => next],
]

for (const [what, middleware] of stripping) {
  test(`after a hang-up and a 422 the outcome is unknown, also through a middleware ${what}`, async () => {
    const { fetch, sent } = scriptFetch(reset(), no)
    const { call, pass } = createStillCaller(fetch, { middleware: [middleware] })
    const error = await rejected('api', pass(call(createPayment, invoice)))
    assert.deepEqual([error.outcome, error.attempts, sent.length], ['unknown', 2, 2])
  })

  test(`after a 502 and a 422 the outcome is unknown, also through a middleware ${what}`, async () => {
    const { fetch } = scriptFetch(answer(502, '<html>'), no)
    const { call, pass } = createStillCaller(fetch, { middleware: [middleware] })
    assert.equal((await rejected('api', pass(call(createPayment, invoice)))).outcome, 'unknown')
  })

  test(`a 422 alone is a proof, also through a middleware ${what}`, async () => {
    const { call } = createStillCaller(async () => no, { middleware: [middleware] })
    const error = await rejected('api', call(createPayout, payout))
    assert.deepEqual([error.outcome, error.attempts], ['rejected', 1])
  })
}

test('a middleware that sends again by itself is counted with its first time', async () => {
  const again: Middleware = (next) => async (request) => {
    try {
      return await next(request)
    } catch {
      return next(request)
    }
  }
  const { fetch, sent } = scriptFetch(reset(), no)
  const { call } = createStillCaller(fetch, { middleware: [again] })
  const error = await rejected('api', call(createPayout, payout))
  assert.deepEqual([error.outcome, error.attempts, sent.length], ['unknown', 2, 2])
})

test('a middleware that sends again after a refusal is counted with both', async () => {
  const twice: Middleware = (next) => async (request) => {
    await next(request)
    return next(request)
  }
  for (const [steps, outcome] of [
    [[no, no], 'rejected'],
    [[ok(payoutSample), no], 'unknown'],
    [[no, reset()], 'unknown'],
  ] as const) {
    const { call } = createStillCaller(scriptFetch(...steps).fetch, { middleware: [twice] })
    const error: { outcome: string; attempts: number } = await call(createPayout, payout).then(
      () => assert.fail('it was not rejected'),
      Object,
    )
    assert.deepEqual([error.outcome, error.attempts], [outcome, 2])
  }
})

test('a middleware that turns a refusal into a success or a success into a refusal proves nothing by it', async () => {
  const refusing: Middleware = (next) => async (request) => {
    const { headers } = await next(request)
    return { status: 422, headers, text: '{"state":1,"message":"no"}' }
  }
  const { call } = createStillCaller(async () => ok(payoutSample), { middleware: [refusing] })
  assert.equal((await rejected('api', call(createPayout, payout))).outcome, 'unknown')
})

test('a middleware that changes our error cannot change what it claims', async () => {
  const lying: Middleware = (next) => (request) =>
    next(request).catch((error: unknown) => {
      throw Object.assign(error as Error, { outcome: 'not_sent', attempts: 0, operation: 'other' })
    })
  const { call } = createStillCaller(async () => raise(reset()), { middleware: [lying] })
  const error = await rejected('network', call(createPayout, payout))
  assert.deepEqual([error.outcome, error.attempts, error.operation], ['unknown', 1, 'payouts.create'])
})

test('a middleware that freezes our error gets no raw one out of the call, no wrong outcome, and its cause', async () => {
  const freezing: Middleware = (next) => (request) =>
    next(request).catch((error: unknown) => {
      throw Object.freeze(error)
    })
  const { call } = createStillCaller(async () => raise(reset()), { middleware: [freezing] })
  const error = await rejected('network', call(createPayout, payout))
  assert.equal(error.outcome, 'unknown')
  assert.equal((error.cause as Error & { code: unknown }).code, 'ECONNRESET')
})

test('a middleware that swallows a failure leaves the result, and the telemetry the attempts', async () => {
  const records: unknown[] = []
  const cached: Middleware = (next) => (request) =>
    next(request).catch(() => ({
      status: 200,
      headers: new Headers(),
      text: JSON.stringify({ state: 0, result: balanceSample }),
    }))
  const { call } = createStillCaller(async () => raise(reset()), {
    middleware: [withTelemetry((entry) => records.push(entry)), cached],
  })
  assert.deepEqual(await call(getBalance, {}, { retries: 0 }), balanceSample)
  assert.equal((records[0] as { attempts: number }).attempts, 1)
})
