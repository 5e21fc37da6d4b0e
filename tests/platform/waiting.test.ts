import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { raceAbort, raceTimeout, sleep } from '../../src/platform/waiting.ts'
import { gate, settled } from '../support/webhook-handler.ts'

const never = new Promise<never>(() => {})
const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

test('without a signal the promise decides', async () => {
  assert.equal(await raceAbort(Promise.resolve(7), undefined), 7)
  await assert.rejects(raceAbort(Promise.reject(new Error('x')), undefined), /x/)
})

test('a promise that settles first decides, and leaves no listener behind', async () => {
  const { signal } = new AbortController()
  assert.equal(await raceAbort(Promise.resolve(7), signal), 7)
  await assert.rejects(raceAbort(Promise.reject(new Error('x')), signal), /x/)
  assert.equal(listeners(signal), 0)
})

test('a promise that never settles ends with the reason of the signal', async () => {
  const controller = new AbortController()
  const reason = { why: 'enough' }
  const race = raceAbort(never, controller.signal)
  controller.abort(reason)
  await assert.rejects(race, (error) => error === reason)
})

test('a signal that has ended already decides at once', async () => {
  const reason = { why: 'too late' }
  await assert.rejects(raceAbort(never, AbortSignal.abort(reason)), (error) => error === reason)
})

test('a promise that settles after the abort changes nothing and is not reported as unhandled', async () => {
  const controller = new AbortController()
  let fail: (reason: Error) => void = () => {}
  const late = new Promise<never>((_, reject) => {
    fail = reject
  })
  const race = raceAbort(late, controller.signal)
  controller.abort('enough')
  fail(new Error('late'))
  await assert.rejects(race, (error) => error === 'enough')
  assert.equal(listeners(controller.signal), 0)
})

test('waits, with and without a signal, and leaves nothing behind', async () => {
  const { signal } = new AbortController()
  await sleep(1, undefined)
  await sleep(1, signal)
  assert.equal(getEventListeners(signal, 'abort').length, 0)
})

test('stops waiting at once with the reason of the signal, and stops its timer', async (t) => {
  const cleared = t.mock.method(globalThis, 'clearTimeout')
  const controller = new AbortController()
  const waiting = sleep(60_000, controller.signal)
  const reason = new Error('enough')
  controller.abort(reason)
  await assert.rejects(waiting, (error) => error === reason)
  assert.equal(cleared.mock.callCount(), 1)
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
})

test('does not begin to wait for a signal that has ended', async () => {
  await assert.rejects(sleep(60_000, AbortSignal.abort(new Error('before'))), /before/)
})

test('passes on what a promise resolves with in time', async () => {
  assert.equal(await raceTimeout(Promise.resolve('value'), 10_000, 'late'), 'value')
  assert.equal(await raceTimeout(Promise.resolve(undefined), 10_000, 'late'), undefined)
})

test('passes on what a promise rejects with in time', async () => {
  await assert.rejects(raceTimeout(Promise.reject(new Error('mine')), 10_000, 'late'), /mine/)
})

test('settles with the other value when the time is up, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const seen: unknown[] = []
  raceTimeout(new Promise<never>(() => {}), 10_000, 'late').then((value) => seen.push(value))
  t.mock.timers.tick(9_999)
  await settled()
  assert.deepEqual(seen, [])
  t.mock.timers.tick(1)
  await settled()
  assert.deepEqual(seen, ['late'])
})

test('is not disturbed by a promise that fails when its time is over', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const rejections: unknown[] = []
  const listen = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', listen)
  const { open, opened } = gate()
  const failing = opened.then(() => Promise.reject(new Error('mine')))
  const waiting = raceTimeout(failing, 10_000, 'late')
  t.mock.timers.tick(10_000)
  assert.equal(await waiting, 'late')
  open()
  await settled()
  process.off('unhandledRejection', listen)
  assert.deepEqual(rejections, [])
})

for (const [how, promise] of [
  ['resolved', async () => 'value'],
  ['rejected', () => Promise.reject(new Error('mine'))],
] as const) {
  test(`leaves no timer behind when the promise has ${how}`, async (t) => {
    const set = t.mock.method(globalThis, 'setTimeout')
    const cleared = t.mock.method(globalThis, 'clearTimeout')
    await raceTimeout(promise(), 10_001, 'late').catch(() => {})
    const own = set.mock.calls.find(({ arguments: [, ms] }) => ms === 10_001)?.result
    assert.ok(own !== undefined)
    assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === own))
  })
}
