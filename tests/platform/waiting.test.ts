import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOnAbort, raceTimeout, setTimer } from '../../src/platform/waiting.ts'
import { listeners } from '../support/still-calls.ts'
import { gate, settled } from '../support/webhook-handler.ts'

test('runs a function when a signal aborts, once, and leaves no listener behind when it is taken back', () => {
  const controller = new AbortController()
  let runs = 0
  const stop = createOnAbort()(controller.signal, () => {
    runs += 1
  })
  assert.equal(listeners(controller.signal), 1)
  controller.abort()
  controller.abort()
  assert.equal(runs, 1)
  stop()
  assert.equal(listeners(controller.signal), 0)
})

test('a function that was taken back does not run, and may be taken back again', () => {
  const controller = new AbortController()
  const stop = createOnAbort()(controller.signal, () => assert.fail('it ran'))
  stop()
  stop()
  controller.abort()
  assert.equal(listeners(controller.signal), 0)
})

test('without a signal there is nothing to run and nothing to take back', () => {
  createOnAbort()(undefined, () => assert.fail('it ran'))()
})

test('many functions share one listener, until the last of them is taken back', () => {
  const controller = new AbortController()
  const onAbort = createOnAbort()
  const ran: number[] = []
  const stops = Array.from({ length: 200 }, (_, at) => onAbort(controller.signal, () => ran.push(at)))
  assert.equal(listeners(controller.signal), 1)
  for (const stop of stops.slice(0, 150)) stop()
  assert.equal(listeners(controller.signal), 1)
  controller.abort()
  assert.deepEqual(
    ran,
    Array.from({ length: 50 }, (_, at) => 150 + at),
  )
  for (const stop of stops.slice(150)) stop()
  assert.equal(listeners(controller.signal), 0)
})

test('functions that are taken back by others, or that begin to listen, while the signal aborts disturb nothing', () => {
  const controller = new AbortController()
  const onAbort = createOnAbort()
  const ran: string[] = []
  const stops = [
    onAbort(controller.signal, () => {
      ran.push('first')
      for (const stop of stops) stop()
      stops.push(onAbort(controller.signal, () => ran.push('late')))
    }),
    onAbort(controller.signal, () => ran.push('second')),
  ]
  controller.abort()
  assert.equal(ran[0], 'first')
  for (const stop of stops) stop()
  assert.equal(listeners(controller.signal), 0)
})

test('a signal that all have left can be listened to again', () => {
  const controller = new AbortController()
  const onAbort = createOnAbort()
  onAbort(controller.signal, () => assert.fail('it ran'))()
  let runs = 0
  onAbort(controller.signal, () => {
    runs += 1
  })
  assert.equal(listeners(controller.signal), 1)
  controller.abort()
  assert.equal(runs, 1)
})

test('a function that is taken back twice does not take away the listener of those that came later', () => {
  const controller = new AbortController()
  const onAbort = createOnAbort()
  const first = onAbort(controller.signal, () => assert.fail('it ran'))
  first()
  let runs = 0
  onAbort(controller.signal, () => {
    runs += 1
  })
  first()
  assert.equal(listeners(controller.signal), 1)
  controller.abort()
  assert.equal(runs, 1)
})

test('waits for the time, and not when it is stopped', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const ran: string[] = []
  setTimer(() => ran.push('a'), 5)
  const stop = setTimer(() => ran.push('b'), 5)
  stop()
  t.mock.timers.tick(4)
  assert.deepEqual(ran, [])
  t.mock.timers.tick(1)
  assert.deepEqual(ran, ['a'])
})

test('passes on what a promise resolves with in time', async () => {
  assert.equal(await raceTimeout(Promise.resolve('value'), 10_000, () => 'late'), 'value')
  assert.equal(await raceTimeout<unknown>(Promise.resolve(undefined), 10_000, () => 'late'), undefined)
})

test('passes on what a promise rejects with in time', async () => {
  await assert.rejects(
    raceTimeout<unknown>(Promise.reject(new Error('mine')), 10_000, () => 'late'),
    /mine/,
  )
})

test('settles with the other value when the time is up, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const seen: unknown[] = []
  raceTimeout<unknown>(new Promise(() => {}), 10_000, () => 'late').then((value) => seen.push(value))
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
  const waiting = raceTimeout<unknown>(failing, 10_000, () => 'late')
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
    await raceTimeout<unknown>(promise(), 10_001, () => 'late').catch(() => {})
    const own = set.mock.calls.find(({ arguments: [, ms] }) => ms === 10_001)?.result
    assert.ok(own !== undefined)
    assert.ok(cleared.mock.calls.some(({ arguments: [timer] }) => timer === own))
  })
}
