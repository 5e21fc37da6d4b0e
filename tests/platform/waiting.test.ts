import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { raceAbort } from '../../src/platform/waiting.ts'

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
