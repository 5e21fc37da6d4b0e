import assert from 'node:assert/strict'
import { test } from 'node:test'
import { within } from '../../../src/webhooks/handler/within.ts'
import { gate, settled } from '../../tools/webhook-handler.ts'

test('passes on what a promise resolves with in time', async () => {
  assert.equal(await within(Promise.resolve('value'), 10_000, 'late'), 'value')
  assert.equal(await within(Promise.resolve(undefined), 10_000, 'late'), undefined)
})

test('passes on what a promise rejects with in time', async () => {
  await assert.rejects(within(Promise.reject(new Error('mine')), 10_000, 'late'), /mine/)
})

test('settles with the other value when the time is up, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const seen: unknown[] = []
  within(new Promise<never>(() => {}), 10_000, 'late').then((value) => seen.push(value))
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
  const waiting = within(failing, 10_000, 'late')
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
    await within(promise(), 10_001, 'late').catch(() => {})
    const own = set.mock.calls.find(({ arguments: [, ms] }) => ms === 10_001)?.result
    assert.ok(own !== undefined)
    assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === own))
  })
}
