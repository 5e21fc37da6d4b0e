import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { isDeadlineReason } from '../../src/call/failure.ts'
import type { Send } from '../../src/call/types.ts'
import { type SetTimer, withDeadline } from '../../src/call/with-deadline.ts'
import { answerOf, requestOf } from '../support/transport.ts'

/** A timer that fires when it is told to. */
function createTimer() {
  const state = { ms: 0, stopped: 0, fire: () => {} }
  const timer: SetTimer = (run, ms) => {
    Object.assign(state, { ms, fire: run })
    return () => void state.stopped++
  }
  return { state, timer }
}

/** Sends until its signal ends. */
const untilAborted: Send = ({ signal }) =>
  new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason))
  })

test('an answer in time comes through, and the timer is stopped', async () => {
  const { state, timer } = createTimer()
  const answer = answerOf('{}')
  assert.equal(await withDeadline(500, timer)(async () => answer)(requestOf()), answer)
  assert.deepEqual([state.ms, state.stopped], [500, 1])
})

test('the request is ended with a reason of our own when its time is over', async () => {
  const { state, timer } = createTimer()
  const sending = withDeadline(500, timer)(untilAborted)(requestOf())
  state.fire()
  await assert.rejects(sending, (reason) => isDeadlineReason(reason) && reason.deadlineMs === 500)
  assert.equal(state.stopped, 1)
})

test('the timer is stopped when sending fails, at once or later', async () => {
  for (const send of [
    async () => Promise.reject(new Error('x')),
    () => {
      throw new Error('x')
    },
  ]) {
    const { state, timer } = createTimer()
    await assert.rejects(withDeadline(500, timer)(send as Send)(requestOf()), /x/)
    assert.equal(state.stopped, 1)
  }
})

test('an abort in flight ends the request with the reason of the caller', async () => {
  const { timer } = createTimer()
  const controller = new AbortController()
  const reason = new Error('changed my mind')
  const sending = withDeadline(500, timer)(untilAborted)(requestOf({ signal: controller.signal }))
  controller.abort(reason)
  await assert.rejects(sending, (error) => error === reason)
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
})

test('a signal that has ended already is passed on as ended', async () => {
  const { timer } = createTimer()
  const reason = new Error('too late')
  const signal = AbortSignal.abort(reason)
  await assert.rejects(withDeadline(500, timer)(untilAborted)(requestOf({ signal })), (error) => error === reason)
  assert.equal(getEventListeners(signal, 'abort').length, 0)
})

test('a thousand calls leave no listener on one long-lived signal', async () => {
  const { timer } = createTimer()
  const { signal } = new AbortController()
  const send = withDeadline(500, timer)(async () => answerOf('{}'))
  const fail = withDeadline(500, timer)(async () => Promise.reject(new Error('x')))
  for (let call = 0; call < 1000; call++) {
    await (call % 2 === 0 ? send(requestOf({ signal })) : assert.rejects(fail(requestOf({ signal }))))
  }
  assert.equal(getEventListeners(signal, 'abort').length, 0)
})

test('everything else of the request is passed on as it is', async () => {
  const { timer } = createTimer()
  const request = requestOf()
  const send: Send = async ({ signal, ...rest }) => {
    assert.ok(signal instanceof AbortSignal)
    assert.deepEqual(rest, request)
    return answerOf('{}')
  }
  await withDeadline(500, timer)(send)(request)
})

for (const [left, ms, deadlineMs] of [
  [2000, 500, 500],
  [200, 200, 30_000],
  [0, 0, 30_000],
  [-5, 0, 30_000],
] as const) {
  test(`with ${left} ms left of the call, ends after ${ms} and speaks of ${deadlineMs}`, async () => {
    const { state, timer } = createTimer()
    const request = requestOf({ deadline: { ms: 30_000, at: 1_000_000 + left } })
    const sending = withDeadline(500, timer, () => 1_000_000)(untilAborted)(request)
    state.fire()
    await assert.rejects(sending, (reason) => isDeadlineReason(reason) && reason.deadlineMs === deadlineMs)
    assert.equal(state.ms, ms)
  })
}

test('without a timer of your own the one of the platform is used, and stopped', async () => {
  await assert.rejects(withDeadline(1)(untilAborted)(requestOf()), isDeadlineReason)
  // A timer that goes on would keep this process alive for a minute.
  await withDeadline(60_000)(async () => answerOf('{}'))(requestOf())
})
