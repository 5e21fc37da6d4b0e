import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advanceClock } from '../../src/sandbox/advance-clock.ts'
import { openPayout } from '../../src/sandbox/payouts/open-payout.ts'
import { fixedPayout, openWorld, startAt } from '../tools/sandbox.ts'

test('the clock ends where it was sent, also when nothing happens on the way', async () => {
  const world = openWorld()
  await advanceClock(world, 90_000, async () => {})
  await advanceClock(world, 0, async () => {})
  assert.deepEqual(world.clock, { now: startAt + 90_000, until: startAt + 90_000 })
})

test('each thing happens, and is told, at its own time', async () => {
  const world = openWorld()
  const told: number[] = []
  openPayout(world, fixedPayout)
  await advanceClock(world, 30_000, async () => {})
  openPayout(world, { ...fixedPayout, order_id: 'payout-2' })
  await advanceClock(world, 600_000, async () => {
    told.push(world.clock.now - startAt)
    world.outgoing.length = 0
  })
  assert.deepEqual(told, [60_000, 90_000])
})

test('what happens comes before what is sent again at the same time', async () => {
  const world = openWorld()
  openPayout(world, fixedPayout)
  world.outgoing.push({ url: 'https://shop.test/hook', body: '{}', dueAt: startAt + 60_000, attempt: 2 })
  const waiting: number[] = []
  await advanceClock(world, 60_000, async () => {
    waiting.push(world.outgoing.length)
    world.outgoing.length = 0
  })
  assert.deepEqual(waiting, [2])
})

test('two advances at once add up', async () => {
  const world = openWorld()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  openPayout(world, { ...fixedPayout, url_callback: undefined })
  const first = advanceClock(world, 100_000, () => held)
  const second = advanceClock(world, 50_000, async () => {})
  await second
  release()
  await first
  assert.equal(world.clock.now, startAt + 150_000)
})
