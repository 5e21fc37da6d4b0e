import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClientOptions } from '../../src/call/client-options.ts'
import type { Middleware } from '../../src/call/types.ts'
import type { Logger } from '../../src/logging/logger.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { createLog } from '../support/create-log.ts'
import { credentials } from '../support/credentials.ts'
import { answer, fakeFetch, ok, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const scope = 'cryptomus.payouts.create'

/** The fields of an attempt that was answered, or not. */
const attempt = (number: number, fields: { status?: number; kind?: string; durationMs: number }) => ({
  scope,
  attempt: number,
  status: undefined,
  kind: undefined,
  ...fields,
})

/** A caller with a logger that keeps its lines, and answers after 250 ms. */
function logged(response: Parameters<typeof fakeFetch>[0], options: Partial<ClientOptions> = {}) {
  const { logger, lines } = createLog()
  let isSlow = true
  const { fetch, sent } = fakeFetch(async (call) => {
    if (isSlow) still.advance(250)
    isSlow = false
    return typeof response === 'function' ? response(call) : response
  })
  const still = createStillCaller(fetch, { logger, ...options })
  return { ...still, lines, sent }
}

test('says when a call starts and when it ends, and nothing of what was sent', async () => {
  const { call, lines } = logged(ok(payoutSample))
  await call(createPayout, payout)
  assert.deepEqual(lines, [
    ['info', 'payouts.create starts', { scope }],
    ['debug', 'payouts.create ends an attempt', attempt(1, { status: 200, durationMs: 250 })],
    ['info', 'payouts.create ends with an answer', { scope, status: 200, attempts: 1, durationMs: 250 }],
  ])
})

test('a refusal is an answer, and then an error with what a person acts on', async () => {
  const { call, lines } = logged(answer(422, { state: 1, message: 'no' }))
  const error = await rejected('api', call(createPayout, payout))
  const fields = { scope, kind: 'api', outcome: 'rejected', attempts: 1, retryable: false, durationMs: 250 }
  assert.deepEqual(lines, [
    ['info', 'payouts.create starts', { scope }],
    ['debug', 'payouts.create ends an attempt', attempt(1, { status: 422, durationMs: 250 })],
    ['info', 'payouts.create ends with an answer', { scope, status: 422, attempts: 1, durationMs: 250 }],
    ['error', error.message, fields],
  ])
})

test('what ends without an answer says so', async () => {
  const { call, lines } = logged(() => {
    throw new Error('no')
  })
  await rejected('network', call(createPayout, payout))
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['info', 'payouts.create starts'],
      ['debug', 'payouts.create ends an attempt'],
      ['info', 'payouts.create ends without an answer'],
      ['error', 'payouts.create got no complete answer: no.'],
    ],
  )
})

test('says what was refused before it was sent, with what a person acts on', async () => {
  const { call, lines } = logged(ok(payoutSample))
  const error = await rejected('config', call(createPayout, payout, { timeoutMs: 0 }))
  const fields = { scope, kind: 'config', outcome: 'not_sent', attempts: 0, retryable: false, durationMs: 0 }
  assert.deepEqual(lines, [['error', error.message, fields]])
})

const attemptsIn = (lines: ReturnType<typeof createLog>['lines']) =>
  lines.flatMap(([level, message, fields]) => (level === 'debug' && message.endsWith('attempt') ? [fields] : []))

test('an attempt that hangs, or gets a redirect, is told with its time and its kind of error', async () => {
  const { logger, lines } = createLog()
  const { fetch } = scriptFetch('never', answer(302, ''))
  const { call, pass } = createStillCaller(fetch, { logger, attemptTimeoutMs: 1000 })
  await rejected('timeout', pass(call(createPayout, payout)))
  await rejected('response', pass(call(createPayout, payout)))
  assert.deepEqual(attemptsIn(lines), [
    attempt(1, { kind: 'timeout', durationMs: 1000 }),
    attempt(1, { kind: 'response', status: 302, durationMs: 0 }),
  ])
})

test('attempts of a middleware that sends twice are numbered through', async () => {
  const { logger, lines } = createLog()
  const twice: Middleware = (next) => async (request) => {
    await Promise.all([next(request), next(request)])
    return next(request)
  }
  const { call } = createStillCaller(async () => ok(payoutSample), { logger, middleware: [twice] })
  await call(createPayout, payout)
  assert.deepEqual(
    attemptsIn(lines).map(({ attempt: number }) => number),
    [1, 2, 3],
  )
})

test('an attempt that did not get as far as the transport is not told', async () => {
  const { logger, lines } = createLog()
  const refuse = () => {
    throw new Error('no')
  }
  const { call } = createStillCaller(async () => ok(payoutSample), { logger, sign: refuse })
  await rejected('config', call(createPayout, payout))
  assert.deepEqual(attemptsIn(lines), [])
})

test('a reason of the caller is no error of ours, and not told', async () => {
  const controller = new AbortController()
  const { call, lines } = logged(() => {
    controller.abort(new Error('a secret of theirs'))
    return new Promise<never>(() => {})
  })
  await assert.rejects(call(getPayment, { uuid: 'u' }, { signal: controller.signal }), /a secret of theirs/)
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['info', 'payments.get starts'],
      ['debug', 'payments.get ends an attempt'],
      ['info', 'payments.get ends without an answer'],
    ],
  )
  assert.ok(!JSON.stringify(lines).includes('a secret of theirs'))
})

test('an error of a middleware before anything was sent is not told either', async () => {
  const failing = () => async () => Promise.reject(new Error('a secret of theirs'))
  const { call, lines } = logged(ok(payoutSample), { middleware: [failing] })
  await assert.rejects(call(createPayout, payout), /a secret of theirs/)
  assert.ok(lines.every(([level]) => level === 'info'))
  assert.ok(!JSON.stringify(lines).includes('a secret of theirs'))
})

test('a logger that throws or rejects disturbs nothing, and nothing goes unheard', async () => {
  const fail = () => {
    throw new Error('disk full')
  }
  const reject = async () => Promise.reject(new Error('disk full'))
  const broken: Logger = { debug: reject, info: fail, warn: fail, error: reject }
  const { fetch } = scriptFetch(answer(503, 'busy'), ok(paymentSample))
  const { call, pass } = createStillCaller(fetch, { logger: broken })
  assert.deepEqual(await pass(call(getPayment, { uuid: 'u' })), paymentSample)
  const refusing = createStillCaller(async () => answer(422, { state: 1, message: 'no' }), { logger: broken })
  assert.equal((await rejected('api', refusing.call(createPayout, payout))).outcome, 'rejected')
  await turn()
})

test('a logger that needs itself is called as it is', async () => {
  const counting = {
    calls: 0,
    debug() {
      this.calls += 1
    },
    info() {
      this.calls += 1
    },
    error() {
      this.calls += 1
    },
  }
  const { fetch } = scriptFetch(answer(503, 'busy'), answer(422, { state: 1, message: 'no' }))
  const { call, pass } = createStillCaller(fetch, { logger: counting })
  await rejected('api', pass(call(createPayment, invoice)))
  assert.equal(counting.calls, 6)
})

test('a whole call is told from start to end, without anything secret', async () => {
  const { logger, lines } = createLog()
  const { fetch, sent } = scriptFetch(answer(503, 'busy'), answer(422, { state: 1, message: 'no such payment' }))
  const { call, pass } = createStillCaller(fetch, { logger })
  await rejected('api', pass(call(getPayment, { order_id: 'a-very-private-order' })))
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['info', 'payments.get starts'],
      ['debug', 'payments.get ends an attempt'],
      ['debug', 'payments.get is sent again'],
      ['debug', 'payments.get ends an attempt'],
      ['info', 'payments.get ends with an answer'],
      ['error', 'payments.get was refused by the gateway: no such payment.'],
    ],
  )
  assert.ok(lines.every(([, , fields]) => fields.scope === 'cryptomus.payments.get'))
  const text = JSON.stringify(lines)
  const secrets = [...Object.values(credentials), sent[0]?.headers.sign ?? '', 'a-very-private-order']
  for (const secret of secrets) assert.ok(!text.includes(secret), text)
})

test('what does not fit is told as well, before anything is sent', async () => {
  const { call, lines } = logged(answer(200, ''))
  await rejected('validation', call(getPayment, {} as never))
  assert.deepEqual(
    lines.map(([level, , { kind }]) => [level, kind]),
    [['error', 'validation']],
  )
})
