import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Middleware } from '../../src/call/types.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { answer, fakeFetch, ok, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { begin, listeners, never, reasonOf } from '../support/still-calls.ts'

const stalls: readonly (readonly [string, unknown])[] = [
  ['a fetch that never answers', never],
  [
    'a fetch that rejects when it is aborted',
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('AbortError')))),
  ],
  ['a body that never ends', async () => ({ status: 200, body: new ReadableStream(), text: never })],
  ['a text() that never settles', async () => ({ status: 200, text: never })],
  [
    'a body that drips and never ends',
    async () => ({
      status: 200,
      body: new ReadableStream({ start: (c) => c.enqueue(Uint8Array.of(123)) }),
      text: never,
    }),
  ],
  [
    'an async iterable that never ends',
    async () => ({ status: 200, body: { [Symbol.asyncIterator]: () => ({ next: never }) }, text: never }),
  ],
]

for (const [what, fetch] of stalls) {
  test(`the deadline ends ${what}, at its time and not before`, async () => {
    const { write, advance, timers } = begin(fetch)
    const failed = rejected('timeout', write())
    let isSettled = false
    failed.finally(() => {
      isSettled = true
    })
    await turn()
    advance(249)
    await turn()
    assert.ok(!isSettled)
    advance(1)
    const error = await failed
    assert.match(error.message, /payouts\.create got no complete answer within 250 ms/)
    assert.deepEqual(
      [error.outcome, error.retryable, error.attempts, error.elapsedMs, error.cause],
      ['unknown', false, 1, 250, undefined],
    )
    assert.equal(timers(), 0)
  })

  test(`an abort by the caller ends ${what}: a write cannot know, a reading operation gives the reason`, async () => {
    for (const how of ['write', 'read'] as const) {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const begun = begin(fetch, { signal: controller.signal })
      const failed = reasonOf(begun[how]())
      await turn()
      controller.abort(reason)
      const error = await failed
      assert.deepEqual([listeners(controller.signal), begun.timers()], [0, 0])
      if (how === 'read') assert.equal(error, reason)
      else {
        const { message, outcome, retryable, attempts, cause } = await rejected('aborted', Promise.reject(error))
        assert.match(message, /payouts\.create was aborted/)
        assert.deepEqual(
          [outcome, retryable, attempts, (cause as Error).message],
          ['unknown', false, 1, reason.message],
        )
      }
    }
  })
}

test('the signal that fetch gets ends with the time of the attempt, and with the signal of the caller', async () => {
  for (const how of ['time', 'caller'] as const) {
    const controller = new AbortController()
    const { fetch, sent } = scriptFetch('never')
    const { write, advance } = begin(fetch, { signal: controller.signal })
    const failed = reasonOf(write())
    await turn()
    assert.equal(sent[0]?.signal?.aborted, false)
    if (how === 'time') advance(250)
    else controller.abort()
    assert.equal(sent[0]?.signal?.aborted, true)
    await failed
  }
})

test('an answer in time comes through, and the timer and the listener are gone', async () => {
  const { signal } = new AbortController()
  const { read, timers } = begin(fakeFetch(ok(paymentSample)).fetch, { signal })
  assert.deepEqual(await read(), paymentSample)
  assert.deepEqual([timers(), listeners(signal)], [0, 0])
})

test('the timer is stopped when sending fails, at once or later', async () => {
  const throwing = () => {
    throw new Error('x')
  }
  for (const fetch of [async () => Promise.reject(new Error('x')), throwing]) {
    const { signal } = new AbortController()
    const { write, timers } = begin(fetch, { signal })
    await rejected('network', write())
    assert.deepEqual([timers(), listeners(signal)], [0, 0])
  }
})

test('the timer and the listener are gone after an error of our own checks too', async () => {
  const { signal } = new AbortController()
  const { call, timers } = createStillCaller(never)
  await rejected('validation', call(createPayout, {} as never, { signal }))
  assert.deepEqual([timers(), listeners(signal)], [0, 0])
})

test('a timeout of an operation that may be sent twice is retryable', async () => {
  const { read, pass } = begin(never)
  const error = await rejected('timeout', pass(read()))
  assert.deepEqual([error.retryable, error.outcome], [true, 'unknown'])
})

test('an aborted write that may be sent twice is retryable', async () => {
  const controller = new AbortController()
  const { call } = createStillCaller(never)
  const failed = rejected('aborted', call(createPayment, invoice, { signal: controller.signal }))
  await turn()
  controller.abort()
  const error = await failed
  assert.deepEqual([error.retryable, error.outcome, (error.cause as Error).name], [true, 'unknown', 'AbortError'])
})

// Before dispatch

test('an abort before dispatch gives the reason of the caller, and nothing is sent', async () => {
  for (const reason of [{ why: 'too late' }, new Error('closing'), 'text', 7, null]) {
    const { fetch, sent } = fakeFetch(ok(payoutSample))
    const begun = begin(fetch, { signal: AbortSignal.abort(reason) })
    for (const failed of [begun.write(), begun.read()]) assert.equal(await reasonOf(failed), reason)
    assert.deepEqual([sent.length, begun.timers()], [0, 0])
  }
})

/** A gateway whose headers never come, or come when they are let. */
const slowHeaders = (headers: Promise<Record<string, string>>) => ({
  gateway: { ...cryptomus, id: 'own', buildHeaders: () => headers },
})

test('an abort while headers are made gives the reason of the caller, and nothing is sent', async () => {
  const controller = new AbortController()
  const reason = { why: 'too slow' }
  const { fetch, sent } = fakeFetch(ok(payoutSample))
  let arrive = (_: Record<string, string>) => {}
  const headers = new Promise<Record<string, string>>((resolve) => {
    arrive = resolve
  })
  const { write } = begin(fetch, { signal: controller.signal }, slowHeaders(headers))
  const failed = reasonOf(write())
  await turn()
  controller.abort(reason)
  assert.equal(await failed, reason)
  arrive({ 'x-auth': 'token' })
  await turn()
  assert.equal(sent.length, 0)
})

test('a deadline that is over before dispatch says that nothing was sent', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  let arrive = (_: Record<string, string>) => {}
  const headers = new Promise<Record<string, string>>((resolve) => {
    arrive = resolve
  })
  const { write, advance } = begin(fetch, {}, slowHeaders(headers))
  const failed = rejected('timeout', write())
  await turn()
  advance(250)
  const error = await failed
  assert.deepEqual([error.outcome, error.retryable, error.attempts, sent.length], ['not_sent', true, 0, 0])
  arrive({ 'x-auth': 'token' })
  await turn()
  assert.equal(sent.length, 0)
})

test('headers that never come count as time of the attempt', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  const { read, pass, now } = begin(fetch, { retries: 1, attemptTimeoutMs: 100 }, slowHeaders(never()))
  const error = await rejected('timeout', pass(read()))
  assert.deepEqual([error.outcome, error.attempts, sent.length], ['not_sent', 0, 0])
  assert.ok(now() <= 250)
})

test('headers may take their time', async () => {
  const { fetch, sent } = fakeFetch(ok(payoutSample))
  const { write } = begin(fetch, {}, slowHeaders(turn().then(() => ({ 'x-auth': 'token' }))))
  await write()
  assert.equal(sent[0]?.headers['x-auth'], 'token')
})

// Late answers

test('an answer that comes too late, from a fetch that ignores the signal, is let go', async () => {
  let cancelled = 0
  const body = new ReadableStream({ cancel: () => void cancelled++ })
  let respond: (response: unknown) => void = () => {}
  const late = new Promise((resolve) => {
    respond = resolve
  })
  const { write, advance } = begin(() => late)
  const failed = rejected('timeout', write())
  await turn()
  advance(250)
  await failed
  respond({ status: 200, body, text: never })
  await turn()
  assert.equal(cancelled, 1)
})

test('a fetch that rejects too late goes unheard without harm', async () => {
  let fail: (reason: unknown) => void = () => {}
  const late = new Promise<never>((_, reject) => {
    fail = reject
  })
  const { write, advance } = begin(() => late)
  const failed = rejected('timeout', write())
  await turn()
  advance(250)
  await failed
  fail(new Error('late'))
  await turn()
})

// The transport may ignore its signal: whoever reads the body has to give it up.
for (const how of ['the deadline', 'the caller'] as const) {
  for (const [what, make] of [
    ['a web stream', (gone: () => void) => new ReadableStream({ cancel: gone })],
    [
      'a web stream that has sent something',
      (gone: () => void) => new ReadableStream({ start: (c) => c.enqueue(Uint8Array.of(123)), cancel: gone }),
    ],
    ['a reader', (gone: () => void) => ({ getReader: () => ({ read: never, cancel: gone }) })],
    [
      'an async iterable',
      (gone: () => void) => ({ [Symbol.asyncIterator]: () => ({ next: never, return: async () => gone() }) }),
    ],
    [
      'a stream that can be destroyed',
      (gone: () => void) => ({ destroy: gone, [Symbol.asyncIterator]: () => ({ next: never, return: never }) }),
    ],
  ] as const) {
    test(`${how} lets ${what} go that stalls while it is read`, async () => {
      let gone = 0
      const controller = new AbortController()
      const body = make(() => void gone++)
      const { write, advance } = begin(async () => ({ status: 200, body, text: never }), { signal: controller.signal })
      const failed = reasonOf(write())
      await turn()
      if (how === 'the caller') controller.abort()
      else advance(250)
      await failed
      await turn()
      assert.equal(gone, 1)
    })
  }
}

// The whole call, with its middleware

const hanging: Middleware = () => never

test('the time of a call bounds a middleware that never answers, and nothing was sent', async () => {
  const { fetch, sent } = fakeFetch(ok(payoutSample))
  const { write, pass, timers } = begin(fetch, {}, { middleware: [hanging] })
  const error = await rejected('timeout', pass(write()))
  assert.deepEqual([error.outcome, error.attempts, error.elapsedMs, sent.length], ['not_sent', 0, 250, 0])
  assert.equal(timers(), 0)
})

test('an abort ends a middleware that never answers, with the reason of the caller', async () => {
  const controller = new AbortController()
  const { write } = begin(never, { signal: controller.signal }, { middleware: [hanging] })
  const failed = reasonOf(write())
  await turn()
  controller.abort('enough')
  assert.equal(await failed, 'enough')
  assert.equal(listeners(controller.signal), 0)
})

test('a middleware that holds an answer back makes the outcome unknown, by time and by abort', async () => {
  const holding: Middleware = (next) => async (request) => {
    await next(request)
    return never()
  }
  const controller = new AbortController()
  const timed = begin(fakeFetch(ok(payoutSample)).fetch, {}, { middleware: [holding] })
  assert.equal((await rejected('timeout', timed.pass(timed.write()))).outcome, 'unknown')
  const ended = begin(fakeFetch(ok(payoutSample)).fetch, { signal: controller.signal }, { middleware: [holding] })
  const failed = rejected('aborted', ended.write())
  await turn()
  controller.abort()
  assert.deepEqual([(await failed).outcome, (await failed).attempts], ['unknown', 1])
})

test('nothing is sent by a middleware that goes on when its call is over', async () => {
  const { fetch, sent } = fakeFetch(ok(payoutSample))
  let goOn = () => {}
  let late: Promise<unknown> = never()
  const waiting: Middleware = (next) => async (request) => {
    await new Promise<void>((resolve) => {
      goOn = resolve
    })
    late = next(request)
    late.catch(() => {})
    return late as never
  }
  const { write, pass } = begin(fetch, {}, { middleware: [waiting] })
  const error = await rejected('timeout', pass(write()))
  goOn()
  await turn()
  await assert.rejects(late)
  assert.deepEqual([error.outcome, error.attempts, sent.length], ['not_sent', 0, 0])
})
