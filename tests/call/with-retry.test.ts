import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createRetryBudget } from '../../src/call/retry-policy.ts'
import type { ApiRequest, ApiResponse } from '../../src/call/types.ts'
import { type RetryNote, type RetryOptions, withRetry } from '../../src/call/with-retry.ts'
import { createError } from '../../src/errors/create-error.ts'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import type { CryptomusError, Outcome } from '../../src/errors/types.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { rejected } from '../support/rejected.ts'
import { answerOf, requestOf } from '../support/transport.ts'

const reading = requestOf({ operation: getPayment, repeats: true })
const writing = requestOf({ operation: createPayment, repeats: true })

const failure = (kind: 'network' | 'timeout', outcome: Outcome = 'unknown') =>
  createError(kind, 'it broke', { cause: undefined, attempts: 1, outcome, retryable: true })
const answering = (status: number, retryAfter?: string) =>
  answerOf('{}', { status, headers: { get: (name) => (name === 'retry-after' ? (retryAfter ?? null) : null) } })

type Step = ApiResponse | Error

/** Sends by a script, with a clock that only pauses move. */
function play(script: readonly Step[], options: RetryOptions = {}, request: ApiRequest = reading) {
  const pauses: number[] = []
  let clock = 0
  let sent = 0
  const send = withRetry({
    random: () => 1,
    now: () => clock,
    sleep: async (ms) => {
      pauses.push(ms)
      clock += ms
    },
    ...options,
  })(async () => {
    const step = script[Math.min(sent++, script.length - 1)]
    if (step instanceof Error) throw step
    return step ?? answerOf('{}')
  })
  return { result: send(request), pauses, sent: () => sent }
}

for (const status of [408, 425, 429, 500, 502, 503, 504, 520, 524]) {
  test(`${status} is followed by another attempt`, async () => {
    const { result, sent } = play([answering(status), answering(200)])
    assert.deepEqual([(await result).status, sent()], [200, 2])
  })
}

for (const status of [200, 204, 301, 400, 401, 403, 404, 409, 422, 501, 505, 525]) {
  test(`${status} is an answer, whatever it says`, async () => {
    const { result, sent } = play([answering(status)])
    assert.deepEqual([(await result).status, sent()], [status, 1])
  })
}

for (const kind of ['network', 'timeout'] as const) {
  test(`a ${kind} error of an attempt is followed by another attempt`, async () => {
    const { result, sent } = play([failure(kind), answering(200)])
    const { status, attempts, earlier } = await result
    assert.deepEqual([status, attempts, earlier, sent()], [200, 2, 'unknown', 2])
  })
}

test('what cannot be repeated is sent once, and what comes of it is handed on untouched', async () => {
  const once = requestOf()
  const answer = answering(503)
  assert.equal(await play([answer], {}, once).result, answer)
  const error = failure('network')
  await assert.rejects(play([error], {}, once).result, (thrown) => thrown === error && error.attempts === 1)
})

test('other errors are thrown at once', async () => {
  const config = createError('config', 'no', { option: 'sign' })
  const response = createError('response', 'a redirect', { status: 302, text: '', attempts: 1, outcome: 'unknown' })
  for (const error of [config, response, new Error('of a middleware')]) {
    const { result, sent } = play([error])
    await assert.rejects(result, (thrown) => thrown === error)
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
    const { result, sent } = play([answering(503)], { retries })
    const { status, attempts } = await result
    assert.deepEqual([status, attempts, sent()], [503, requests, requests])
  })
}

test('pauses grow, and are at random', async () => {
  const { result, pauses } = play([answering(503)], { retries: 6, random: () => 0.5 })
  await result
  assert.deepEqual(pauses, [150, 300, 600, 1200, 2400, 2500])
})

test('the worst of all attempts counts', async () => {
  const first = failure('network', 'unknown')
  const last = failure('network', 'not_sent')
  const error = await rejected('network', play([first, last], { retries: 1 }).result)
  assert.deepEqual([error, error.outcome, error.attempts], [last, 'unknown', 2])
})

test('what never left in any attempt was not sent', async () => {
  const errors = [0, 1, 2].map(() => failure('network', 'not_sent'))
  const error = await rejected('network', play(errors).result)
  assert.deepEqual([error.outcome, error.attempts], ['not_sent', 3])
  assert.equal((await play([failure('network', 'not_sent'), answering(200)]).result).earlier, 'not_sent')
})

// Retry-After

for (const [header, ms] of [
  ['2', 2000],
  ['0', 0],
  ['Thu, 01 Jan 1970 00:00:07 GMT', 7000],
] as const) {
  test(`Retry-After: ${header} is obeyed`, async () => {
    const { result, pauses } = play([answering(429, header), answering(200)])
    await result
    assert.deepEqual(pauses, [ms])
  })
}

test('Retry-After that does not fit into the time left ends the call with that answer', async () => {
  const { result, pauses, sent } = play(
    [answering(429, '31')],
    {},
    { ...reading, deadline: { ms: 30_000, at: 30_000 } },
  )
  assert.deepEqual([(await result).status, pauses, sent()], [429, [], 1])
})

test('Retry-After that means nothing is passed over', async () => {
  const { result, pauses } = play([answering(429, 'soon'), answering(200)])
  await result
  assert.deepEqual(pauses, [1000])
})

test('a pause never outlasts the call', async () => {
  const { result, pauses } = play([answering(503)], { retries: 10 }, { ...reading, deadline: { ms: 30_000, at: 1000 } })
  await result
  assert.deepEqual(pauses, [300, 600])
})

// Aborting

test('an abort in a pause ends it, and nothing is sent any more', async () => {
  const reason = new Error('enough')
  const controller = new AbortController()
  const sleep: RetryOptions['sleep'] = async (_, signal) => {
    controller.abort(reason)
    throw signal?.reason
  }
  const { signal } = controller
  const reads = play([answering(503)], { sleep }, { ...reading, signal })
  await assert.rejects(reads.result, (error) => error === reason)
  const writes = play([answering(503)], { sleep }, { ...writing, signal: AbortSignal.abort(reason) })
  assert.equal((await writes.result).status, 503)
  assert.deepEqual([reads.sent(), writes.sent()], [1, 1])
})

test('a write that is aborted in a pause may have been carried out; one that never left was not', async () => {
  const reason = new Error('enough')
  for (const [first, expected] of [
    [answering(503), 'aborted'],
    [failure('network', 'not_sent'), undefined],
  ] as const) {
    const controller = new AbortController()
    const sleep: RetryOptions['sleep'] = async () => {
      controller.abort(reason)
      throw reason
    }
    const { result } = play([first], { sleep }, { ...writing, signal: controller.signal })
    const thrown: unknown = await result.catch((error) => error)
    if (expected === undefined) assert.equal(thrown, reason)
    else {
      const { kind, outcome, attempts } = thrown as CryptomusError
      assert.deepEqual([kind, outcome, attempts], ['aborted', 'unknown', 1])
    }
  }
})

test('a write that is aborted before its second attempt leaves may have been carried out by the first', async () => {
  const reason = new Error('enough')
  const { signal } = { signal: AbortSignal.abort(reason) }
  let sent = 0
  const request: ApiRequest = { ...writing, signal: undefined }
  const send = withRetry({ sleep: async () => {} })(async () => {
    sent += 1
    if (sent === 1) throw failure('network')
    Object.assign(request, { signal })
    throw reason
  })
  const error = await rejected('aborted', send(request))
  assert.deepEqual([error.outcome, error.attempts], ['unknown', 1])
})

// Budget

test('an outage is not amplified: 10,000 calls make at most a tenth more requests', async () => {
  const budget = createRetryBudget()
  let requests = 0
  const send = withRetry({ budget, sleep: async () => {} })(async () => {
    requests += 1
    return answering(503)
  })
  for (let call = 0; call < 10_000; call++) await send(reading)
  assert.ok(requests <= 11_000, `${requests}`)
  assert.equal(requests, 10_050)
})

test('answers fill the budget again', async () => {
  const budget = createRetryBudget()
  while (budget.take()) {}
  for (let call = 0; call < 20; call++) await play([answering(422)], { budget }).result
  const { result, sent } = play([answering(503), answering(200)], { budget })
  assert.deepEqual([(await result).status, sent()], [200, 2])
})

// Properties

const step = fc.oneof(
  fc.constantFrom(200, 422, 429, 500, 503, 520).map((status) => answering(status)),
  fc.constantFrom('network' as const, 'timeout' as const).map((kind) => failure(kind)),
)

test('never sends more often than allowed, never twice what must not be, and never pauses beyond the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.record({ retries: fc.nat(10), repeats: fc.boolean(), endsAt: fc.nat(10_000) }),
      async (script, { retries, repeats, endsAt }) => {
        const notes: RetryNote[] = []
        const request = { ...reading, repeats, deadline: { ms: endsAt, at: endsAt } }
        const { result, sent, pauses } = play(script, { retries, onRetry: (note) => notes.push(note) }, request)
        const last: unknown = await result.catch((error) => error)
        assert.ok(sent() <= (repeats ? retries + 1 : 1))
        assert.ok(pauses.reduce((sum, ms) => sum + ms, 0) <= endsAt)
        assert.equal(notes.length, sent() - 1)
        const { attempts } = last as ApiResponse | CryptomusError
        if (!isCryptomusError(last) || sent() > 1) assert.equal(attempts, sent())
      },
    ),
    { numRuns: 300 },
  )
})
