import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ClientOptions } from '../../src/call/client-options.ts'
import type { Middleware, ResponseLike } from '../../src/call/types.ts'
import { createError } from '../../src/errors/create-error.ts'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { CallOptions } from '../../src/operations/types.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { payout } from '../fixtures/payouts.ts'
import { createClocks, createStillCaller, turn } from '../support/clocks.ts'
import { createLog } from '../support/create-log.ts'
import { answer, fakeFetch, ok, type Step, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const answering = (status: number, retryAfter?: string): ResponseLike =>
  answer(status, { state: 1, message: 'no' }, retryAfter === undefined ? {} : { 'retry-after': retryAfter })

const good = ok(paymentSample)
const broken = () => new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
const refused = () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })

interface Play extends CallOptions {
  readonly random?: () => number
  readonly what?: 'read' | 'write' | 'once'
  readonly settings?: Partial<ClientOptions>
}

/** Sends by a script, on a clock that only pauses and attempts move. */
function play(script: readonly Step[], { random = () => 1, what = 'read', settings, ...options }: Play = {}) {
  const clocks = { ...createClocks(), random }
  const times: number[] = []
  const { fetch, sent } = scriptFetch(...script)
  const timed: typeof fetch = (url, init) => {
    times.push(clocks.now())
    return fetch(url, init)
  }
  const { call, pass, now, timers } = createStillCaller(timed, settings, clocks)
  const calls = {
    read: () => call(getPayment, { uuid: 'u' }, options),
    write: () => call(createPayment, invoice, options),
    once: () => call(createPayout, payout, options),
  }
  const result: Promise<unknown> = pass<unknown>(calls[what]())
  result.catch(() => {})
  /** Milliseconds from one request to the next. */
  const pauses = () => times.slice(1).map((time, at) => time - (times[at] ?? 0))
  return { result, pauses, sent: () => sent.length, now, timers }
}

for (const status of [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]) {
  test(`${status} is followed by another attempt`, async () => {
    const { result, sent } = play([answering(status), good])
    assert.deepEqual([await result, sent()], [paymentSample, 2])
  })
}

for (const status of [200, 400, 401, 403, 404, 409, 422, 501, 505, 525]) {
  test(`${status} is an answer, whatever it says`, async () => {
    const { result, sent } = play([answering(status)])
    assert.deepEqual([(await rejected('api', result)).status, sent()], [status, 1])
  })
}

test('204 and a redirect are answers too', async () => {
  for (const [status, attempts] of [
    [204, 1],
    [301, 1],
  ] as const) {
    const { result, sent } = play([answer(status, '')])
    assert.deepEqual([(await rejected('response', result)).status, sent()], [status, attempts])
  }
})

test('a network error of an attempt is followed by another attempt', async () => {
  const { result, sent } = play([broken(), good])
  assert.deepEqual([await result, sent()], [paymentSample, 2])
})

test('a timeout of an attempt is followed by another attempt, and counts in the end', async () => {
  const { result, sent } = play(['never', good])
  assert.deepEqual([await result, sent()], [paymentSample, 2])
  const error = await rejected('api', play(['never', answering(422)], { what: 'write' }).result)
  assert.deepEqual([error.attempts, error.outcome], [2, 'unknown'])
})

test('a write with an order_id is repeated as a read is', async () => {
  const { result, sent } = play([answering(503), broken(), good], { what: 'write' })
  await result
  assert.equal(sent(), 3)
})

test('what cannot be repeated is sent once, and what comes of it is the error', async () => {
  const busy = play([answering(503)], { what: 'once' })
  const error = await rejected('api', busy.result)
  assert.deepEqual([error.status, error.attempts, error.retryable, busy.sent()], [503, 1, false, 1])
  const cut = play([broken()], { what: 'once', retries: 10 })
  const lost = await rejected('network', cut.result)
  assert.deepEqual([lost.attempts, lost.outcome, lost.retryable, cut.sent()], [1, 'unknown', false, 1])
})

test('other errors are thrown at once', async () => {
  const config = play([{ status: 'x' } as never])
  assert.equal((await rejected('config', config.result)).option, 'fetch')
  const redirect = play([answer(302, '')])
  await rejected('response', redirect.result)
  const huge = play([answer(200, 'a'.repeat(1_048_577))])
  await rejected('response', huge.result)
  assert.deepEqual([config.sent(), redirect.sent(), huge.sent()], [1, 1, 1])
})

test('an error of a middleware is not repeated, whatever it says of itself', async () => {
  for (const reason of [
    new Error('of a middleware'),
    createError('network', 'another call', { cause: undefined, outcome: 'unknown', retryable: true }),
    createError('timeout', 'another call', { cause: undefined, outcome: 'unknown', retryable: true }),
  ]) {
    const failing: Middleware = (next) => async (request) => {
      await next(request)
      throw reason
    }
    const { result, sent } = play([good], { settings: { middleware: [failing] } })
    await assert.rejects(result)
    assert.equal(sent(), 1)
  }
})

for (const [retries, requests] of [
  [0, 1],
  [1, 2],
  [2, 3],
  [10, 11],
] as const) {
  test(`${retries} retries are ${requests} requests, and the last answer counts`, async () => {
    const { result, sent } = play([answering(503)], { retries, timeoutMs: 1_000_000 })
    const { status, attempts } = await rejected('api', result)
    assert.deepEqual([status, attempts, sent()], [503, requests, requests])
  })
}

test('the retries of a call win over those of the client', async () => {
  const { result, sent } = play([answering(503)], { retries: 1, settings: { retries: 5 } })
  await rejected('api', result)
  const plain = play([answering(503)], { settings: { retries: 4 } })
  await rejected('api', plain.result)
  assert.deepEqual([sent(), plain.sent()], [2, 5])
})

test('pauses grow, and are at random', async () => {
  const { result, pauses } = play([answering(503)], { retries: 6, random: () => 0.5 })
  await rejected('api', result)
  assert.deepEqual(pauses(), [150, 300, 600, 1200, 2400, 2500])
})

test('the pause after a network error is that of any first attempt', async () => {
  const { result, pauses } = play([broken(), good])
  await result
  assert.deepEqual(pauses(), [300])
})

test('every attempt sends the same bytes, signed alike, under a signal of its own', async () => {
  const { fetch, sent } = scriptFetch(answering(503), broken(), good)
  const { call, pass } = createStillCaller(fetch)
  await pass(call(createPayment, invoice))
  assert.deepEqual([sent.length, new Set(sent.map(({ body }) => body)).size], [3, 1])
  assert.equal(new Set(sent.map(({ headers }) => headers.sign)).size, 1)
  assert.equal(new Set(sent.map(({ signal }) => signal)).size, 3)
})

test('the worst of all attempts counts', async () => {
  const { result } = play([broken(), refused()], { retries: 1 })
  const error = await rejected('network', result)
  assert.deepEqual([error.outcome, error.attempts], ['unknown', 2])
  assert.match(error.message, /refused \(ECONNREFUSED\)/)
})

test('what never left in any attempt was not sent', async () => {
  const error = await rejected('network', play([refused()]).result)
  assert.deepEqual([error.outcome, error.attempts, error.retryable], ['not_sent', 3, true])
  const later = await rejected('api', play([refused(), answering(422)], { what: 'write' }).result)
  assert.deepEqual([later.outcome, later.attempts], ['rejected', 2])
})

// Retry-After

for (const [header, ms] of [
  ['2', 2000],
  ['1', 1000],
  ['Thu, 01 Jan 1970 00:00:07 GMT', 7000],
  ['Thursday, 01-Jan-70 00:00:07 GMT', 7000],
  ['Thu Jan  1 00:00:07 1970', 7000],
] as const) {
  test(`Retry-After: ${header} is obeyed`, async () => {
    const { result, pauses } = play([answering(503, header), good])
    await result
    assert.deepEqual(pauses(), [ms])
  })
}

for (const header of ['1.5', '-5', 'soon 1', 'soon', '0x10', '1e3', '', ' ', '+5', '5s', '5, 7', 'Thu']) {
  test(`Retry-After: '${header}' means nothing, so the pause is that of the jitter`, async () => {
    const { result, pauses, sent } = play([answering(429, header)], { retries: 2 })
    const error = await rejected('api', result)
    assert.deepEqual([pauses(), sent(), error.retryAfterMs], [[1000, 2000], 3, undefined])
  })
}

for (const header of ['0', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Wed, 31 Dec 1969 23:00:00 GMT']) {
  test(`Retry-After: ${header} does not shorten the pause: the jitter is the minimum`, async () => {
    const { result, pauses } = play([answering(503, header)], { retries: 10, timeoutMs: 1_000_000 })
    await rejected('api', result)
    assert.deepEqual(pauses(), [300, 600, 1200, 2400, 4800, 5000, 5000, 5000, 5000, 5000])
  })
}

test('of Retry-After and the jitter the longer one counts', async () => {
  for (const [random, ms] of [
    [0, 1000],
    [0.5, 1000],
    [1, 1000],
  ] as const) {
    const { result, pauses } = play([answering(503, '1'), good], { random: () => random })
    await result
    assert.deepEqual(pauses(), [ms])
  }
  const { result, pauses } = play([answering(503, '1')], { retries: 4 })
  await rejected('api', result)
  assert.deepEqual(pauses(), [1000, 1000, 1200, 2400])
})

test('a date is read by the clock on the wall, which the time of the call does not follow', async () => {
  const clocks = createClocks(Date.parse('2026-05-01T10:00:00Z'))
  const { fetch, sent } = scriptFetch(answering(503, 'Fri, 01 May 2026 10:00:09 GMT'), good)
  const { call, pass, now } = createStillCaller(fetch, {}, clocks)
  await pass(call(getPayment, { uuid: 'u' }))
  assert.deepEqual([now(), sent.length], [9000, 2])
})

test('Retry-After that does not fit into the time left ends the call with that answer, and is reported', async () => {
  const { result, pauses, sent, now } = play([answering(429, '31')])
  const error = await rejected('api', result)
  assert.deepEqual([error.status, error.retryAfterMs, pauses(), sent(), now()], [429, 31_000, [], 1, 0])
})

test('Retry-After that fills the time left to the last millisecond does not fit', async () => {
  const { result, sent } = play([answering(503, '30'), good])
  await rejected('api', result)
  const fits = play([answering(503, '29'), good])
  await fits.result
  assert.deepEqual([sent(), fits.sent()], [1, 2])
})

test('a pause never outlasts the call', async () => {
  const { result, pauses } = play([answering(503)], { retries: 10, timeoutMs: 1000 })
  await rejected('api', result)
  assert.deepEqual(pauses(), [300, 600])
})

// Aborting

test('an abort in a pause ends it at once, and nothing is sent any more', async () => {
  const reason = new Error('enough')
  for (const [what, first] of [
    ['read', answering(503)],
    ['read', broken()],
  ] as const) {
    const controller = new AbortController()
    const { fetch, sent } = scriptFetch(first, good)
    const { call, timers } = createStillCaller(fetch)
    assert.equal(what, 'read')
    const failed = call(getPayment, { uuid: 'u' }, { signal: controller.signal }).catch((error: unknown) => error)
    await turn()
    controller.abort(reason)
    assert.equal(await failed, reason)
    assert.deepEqual([sent.length, timers()], [1, 0])
  }
})

test('a write that is aborted in a pause may have been carried out; one that never left was not', async () => {
  const reason = new Error('enough')
  for (const [first, expected] of [
    [answering(503), 'aborted'],
    [broken(), 'aborted'],
    [refused(), undefined],
  ] as const) {
    const controller = new AbortController()
    const { fetch } = scriptFetch(first)
    const { call } = createStillCaller(fetch)
    const failed = call(createPayment, invoice, { signal: controller.signal }).catch((error: unknown) => error)
    await turn()
    controller.abort(reason)
    const thrown = await failed
    if (expected === undefined) assert.equal(thrown, reason)
    else {
      const { kind, outcome, attempts } = thrown as CryptomusError
      assert.deepEqual([kind, outcome, attempts], ['aborted', 'unknown', 1])
    }
  }
})

test('a write that is aborted while its second attempt is under way may have been carried out by the first', async () => {
  const controller = new AbortController()
  let attempts = 0
  const fetch = async () => {
    attempts += 1
    if (attempts === 1) throw broken()
    controller.abort(new Error('enough'))
    throw refused()
  }
  const { call, pass } = createStillCaller(fetch)
  const error = await rejected('aborted', pass(call(createPayment, invoice, { signal: controller.signal })))
  assert.equal(error.outcome, 'unknown')
})

test('a write that is aborted before its second attempt leaves may have been carried out by the first', async () => {
  const controller = new AbortController()
  let signed = 0
  const sign = () => {
    signed += 1
    if (signed === 2) controller.abort(new Error('enough'))
    return 'signature'
  }
  const { fetch, sent } = scriptFetch(broken())
  const { call, pass } = createStillCaller(fetch, { sign })
  const error = await rejected('aborted', pass(call(createPayment, invoice, { signal: controller.signal })))
  assert.deepEqual([error.outcome, error.attempts, sent.length], ['unknown', 1, 1])
})

test('a call that was aborted when its answer came is not repeated', async () => {
  const controller = new AbortController()
  const { fetch, sent } = fakeFetch(() => {
    controller.abort('enough')
    return answering(503)
  })
  const { call, pass } = createStillCaller(fetch)
  await assert.rejects(pass(call(getPayment, { uuid: 'u' }, { signal: controller.signal })))
  assert.equal(sent.length, 1)
})

// Budget

/** A client whose gateway answers what it is told to, and the number of its requests. */
function budgeted() {
  let respond = () => answering(503)
  let requests = 0
  const fetch = async () => {
    requests += 1
    return respond()
  }
  const { call, pass } = createStillCaller(fetch, { timeoutMs: 1_000_000 })
  const run = async (times: number, answer: () => ResponseLike, options: CallOptions = {}) => {
    const before = requests
    respond = answer
    for (let left = times; left > 0; left -= 100) {
      const ask = () => call(getPayment, { uuid: 'u' }, options).catch(() => {})
      await pass(Promise.all(Array.from({ length: Math.min(left, 100) }, ask)))
    }
    return requests - before
  }
  return { run }
}

test('an outage is not amplified: 10,000 calls make at most a tenth more requests', async () => {
  const { run } = budgeted()
  const requests = await run(10_000, () => answering(503))
  assert.ok(requests <= 11_000, `${requests}`)
  assert.equal(requests, 10_050)
})

test('all calls of a client share one budget of retries, whatever their options', async () => {
  const { run } = budgeted()
  assert.equal(await run(20, () => answering(503), { retries: 1 }), 40)
  assert.equal(await run(20, () => answering(503), { retries: 1, timeoutMs: 900_000 }), 40)
  assert.equal(await run(40, () => answering(503), { retries: 2 }), 50)
})

test('two clients have a budget each', async () => {
  await budgeted().run(100, () => answering(503))
  assert.equal(await budgeted().run(1, () => answering(503)), 3)
})

test('answers fill the budget again, a tenth of a retry each', async () => {
  const { run } = budgeted()
  await run(100, () => answering(503))
  await run(9, () => answering(422))
  assert.equal(await run(1, () => answering(503)), 1)
  await run(10, () => answering(422))
  assert.equal(await run(1, () => answering(503)), 2)
})

test('the retry that the budget refuses ends the call with the last answer', async () => {
  const { fetch } = fakeFetch(answering(503))
  const { call, pass } = createStillCaller(fetch, { timeoutMs: 1_000_000 })
  for (let calls = 0; calls < 25; calls++) await pass(call(getPayment, { uuid: 'u' })).catch(() => {})
  const error = await rejected('api', pass(call(getPayment, { uuid: 'u' })))
  assert.deepEqual([error.status, error.attempts], [503, 1])
})

// What is logged of it

test('says when something is sent again, why, and after how long', async () => {
  const { logger, lines } = createLog()
  const { result } = play([answering(503, '2'), broken(), good], { random: () => 0.5, settings: { logger } })
  await result
  const scope = 'cryptomus.payments.get'
  assert.deepEqual(
    lines.filter(([, message]) => message.endsWith('again')),
    [
      ['debug', 'payments.get is sent again', { scope, attempt: 1, delayMs: 2000, status: 503, kind: undefined }],
      ['debug', 'payments.get is sent again', { scope, attempt: 2, delayMs: 300, status: undefined, kind: 'network' }],
    ],
  )
})

test('a call that its middleware gave up is not repeated, and does not say so', async () => {
  const { logger, lines } = createLog()
  const { fetch, sent } = scriptFetch(broken())
  const impatient: Middleware = (next) => async (request) => {
    next(request).catch(() => {})
    throw new Error('too slow for me')
  }
  const { call, fire } = createStillCaller(fetch, { logger, middleware: [impatient] })
  await assert.rejects(call(getPayment, { uuid: 'u' }))
  for (let turns = 0; turns < 20; turns += 1) {
    fire()
    await turn()
  }
  assert.ok(sent.length <= 1)
  assert.ok(!lines.some(([, message]) => message.endsWith('again')))
})

// Properties

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(200, 422, 429, 500, 503, 520).map((status) => answering(status)),
  fc.constantFrom('never' as const, 'reset' as const).map((what) => (what === 'never' ? what : broken())),
)

test('never sends more often than allowed, never twice what must not be, and never beyond the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.record({
        retries: fc.nat(10),
        what: fc.constantFrom('read' as const, 'once' as const),
        timeoutMs: fc.integer({ min: 1, max: 10_000 }),
      }),
      async (script, { retries, what, timeoutMs }) => {
        const { logger, lines } = createLog()
        const { result, sent, now, timers } = play(script, { retries, what, timeoutMs, settings: { logger } })
        const last: unknown = await result.catch((error) => error)
        assert.ok(sent() <= (what === 'read' ? retries + 1 : 1))
        assert.ok(now() <= timeoutMs)
        assert.equal(timers(), 0)
        const said = (words: RegExp) => lines.filter(([, message]) => words.test(message)).length
        assert.deepEqual([said(/again$/), said(/ends an attempt/)], [sent() - 1, sent()])
        assert.ok(isCryptomusError(last))
        assert.deepEqual([last.attempts, last.elapsedMs], [sent(), Math.round(now())])
      },
    ),
    { numRuns: 300 },
  )
})
