import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCaller } from '../../src/call/create-caller.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { answer, fakeFetch, ok, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { begin, never, reasonOf } from '../support/still-calls.ts'

// The time of an attempt and the time of the call

for (const [limits, at, speaksOf, attempts] of [
  [{ timeoutMs: 2000, attemptTimeoutMs: 500, retries: 0 }, 500, 500, 1],
  [{ timeoutMs: 200, attemptTimeoutMs: 500, retries: 0 }, 200, 200, 1],
  [{ timeoutMs: 500, attemptTimeoutMs: 500, retries: 0 }, 500, 500, 1],
  // 500 for the first attempt, 300 for the pause, and what is left for the second.
  [{ timeoutMs: 1000, attemptTimeoutMs: 500, retries: 2 }, 1000, 1000, 2],
  // Without room for the pause the first timeout is the last word.
  [{ timeoutMs: 750, attemptTimeoutMs: 500, retries: 2 }, 500, 500, 1],
] as const) {
  test(`${JSON.stringify(limits)} ends a hanging read after ${at} ms and speaks of ${speaksOf}`, async () => {
    const { fetch, sent } = scriptFetch('never')
    const { read, pass, now } = begin(fetch, limits)
    const error = await rejected('timeout', pass(read()))
    assert.match(error.message, new RegExp(`within ${speaksOf} ms`))
    assert.deepEqual([now(), error.elapsedMs, error.attempts, sent.length], [at, at, attempts, attempts])
  })
}

for (const [timeoutMs, retries, repeatable, firstMs] of [
  [30_000, 2, true, 12_000],
  [24_000, 2, true, 12_000],
  [12_000, 2, true, 6000],
  [10_000, 2, true, 5000],
  [1000, 1, true, 500],
  [1, 2, true, 0.5],
  [30_000, 0, true, 30_000],
  [30_000, 2, false, 30_000],
  [10_000, 2, false, 10_000],
] as const) {
  const which = repeatable ? `may be sent ${retries + 1} times` : 'is sent once'
  test(`a hanging first attempt of what ${which} within ${timeoutMs} ms is given up after ${firstMs} ms`, async () => {
    const { fetch, sent } = scriptFetch('never')
    const { write, read, fire, now, pass } = begin(fetch, { timeoutMs, retries })
    const failed: Promise<unknown> = reasonOf(repeatable ? read() : write())
    await turn()
    fire()
    assert.deepEqual([now(), sent[0]?.signal?.aborted], [firstMs, true])
    await pass(failed)
  })
}

test('a first attempt that hangs is followed by a second one, also where the whole time is short', async () => {
  for (const timeoutMs of [30_000, 12_000, 5000, 1000]) {
    const { fetch, sent } = scriptFetch('never', ok(paymentSample))
    const { call, pass } = createStillCaller(fetch, { timeoutMs })
    assert.deepEqual(await pass(call(getPayment, { uuid: 'u' })), paymentSample)
    assert.equal(sent.length, 2)
  }
})

test('the time of an attempt that is given wins over half of the time, by call or by client', async () => {
  for (const [settings, options] of [
    [{ attemptTimeoutMs: 700 }, {}],
    [{}, { attemptTimeoutMs: 700 }],
    [{ attemptTimeoutMs: 5 }, { attemptTimeoutMs: 700 }],
  ]) {
    const { fetch, sent } = scriptFetch('never')
    const { read, fire, now, pass } = begin(fetch, { timeoutMs: 1000, retries: 2, ...options }, settings)
    const failed = rejected('timeout', read())
    await turn()
    fire()
    assert.deepEqual([now(), sent[0]?.signal?.aborted], [700, true])
    await pass(failed)
  }
})

// Clocks

for (const by of [-3_600_000, 3_600_000]) {
  test(`a clock on the wall that is set by ${by} ms changes nothing about the time of a call`, async () => {
    const { fetch, sent } = scriptFetch('never')
    const { read, fire, now, setWallClock } = begin(fetch, { timeoutMs: 1000, attemptTimeoutMs: 400, retries: 10 })
    const failed = rejected('timeout', read())
    for (let isOver = false; !isOver; ) {
      await turn()
      setWallClock(now() + by)
      isOver = !fire()
    }
    const error = await failed
    assert.deepEqual([now(), error.elapsedMs, sent.length], [1000, 1000, 2])
  })

  test(`a clock on the wall that is set by ${by} ms leaves a call that succeeds its duration`, async () => {
    let respond: (response: unknown) => void = () => {}
    const durations: number[] = []
    const options = { onResponse: ({ durationMs }: { durationMs: number }) => durations.push(durationMs) }
    const late = new Promise((resolve) => {
      respond = resolve
    })
    const { write, advance, setWallClock } = begin(() => late, options)
    const done = write()
    await turn()
    setWallClock(by)
    advance(100)
    respond(ok(payoutSample))
    await done
    assert.deepEqual(durations, [100])
  })
}

test('an injected clock is the only one that is read: a client needs neither Date nor performance', async (t) => {
  t.mock.method(Date, 'now', () => assert.fail('Date.now was read'))
  t.mock.method(performance, 'now', () => assert.fail('performance.now was read'))
  const { call, pass } = createStillCaller(scriptFetch(answer(503, ''), ok(paymentSample)).fetch)
  assert.deepEqual(await pass(call(getPayment, { uuid: 'u' })), paymentSample)
})

test('without clocks of your own those of the platform are used, and their timer is stopped', async (t) => {
  const set = t.mock.method(globalThis, 'setTimeout')
  const cleared = t.mock.method(globalThis, 'clearTimeout')
  const { call } = createCaller({ ...credentials, timeoutMs: 60_001, fetch: fakeFetch(ok(payoutSample)).fetch })
  await call(createPayout, payout)
  const own = set.mock.calls.find(({ arguments: [, ms = 0] }) => ms > 59_000 && ms <= 60_001)?.result
  assert.ok(own !== undefined)
  assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === own))
})

test('the time of the platform ends a call', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { call } = createCaller({ ...credentials, fetch: never })
  const failed = rejected('timeout', call(createPayout, payout, { timeoutMs: 40 }))
  await turn()
  t.mock.timers.tick(40)
  assert.match((await failed).message, /within 40 ms/)
})
