import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { pause } from '../../src/call/pause.ts'

test('waits, with and without a signal, and leaves nothing behind', async () => {
  const { signal } = new AbortController()
  await pause(1, undefined)
  await pause(1, signal)
  assert.equal(getEventListeners(signal, 'abort').length, 0)
})

test('stops waiting at once with the reason of the signal, and stops its timer', async (t) => {
  const cleared = t.mock.method(globalThis, 'clearTimeout')
  const controller = new AbortController()
  const waiting = pause(60_000, controller.signal)
  const reason = new Error('enough')
  controller.abort(reason)
  await assert.rejects(waiting, (error) => error === reason)
  assert.equal(cleared.mock.callCount(), 1)
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
})

test('does not begin to wait for a signal that has ended', async () => {
  await assert.rejects(pause(60_000, AbortSignal.abort(new Error('before'))), /before/)
})
