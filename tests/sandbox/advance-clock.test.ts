import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advanceClock } from '../../src/sandbox/advance-clock.ts'
import { fixedInvoice, fixedPayout, openSandbox, openWorld, startAt, toldBy } from '../tools/sandbox.ts'

test('the clock goes exactly as far as it is advanced', async () => {
  const world = openWorld()
  await advanceClock(world, 0, async () => {})
  assert.equal(world.clock.now, startAt)
  await advanceClock(world, 1500.5, async () => {})
  assert.equal(world.clock.now, startAt + 1500.5)
})

test('each thing happens, and is told, at its own time', async () => {
  const { sandbox, client } = openSandbox()
  await client.payments.create({ ...fixedInvoice, lifetime: 300 })
  await client.payments.create({ ...fixedInvoice, order_id: 'order-2', lifetime: 400 })
  await client.payouts.create(fixedPayout)
  await sandbox.advance(1_000_000)
  assert.deepEqual(
    sandbox.deliveries.map(({ at }, index) => [toldBy(sandbox)[index].order_id, at - startAt]),
    [
      ['payout-1', 60_000],
      ['order-1', 300_000],
      ['order-2', 400_000],
    ],
  )
  assert.equal(sandbox.now(), startAt + 1_000_000)
  assert.equal((await client.payments.get({ order_id: 'order-1' })).updated_at, '2026-05-01T10:05:00+03:00')
})

test('one long step and many short ones come to the same', async () => {
  const run = async (steps: number) => {
    const { sandbox, client } = openSandbox({ deliver: () => new Response(null, { status: 500 }) })
    await client.payments.create({ ...fixedInvoice, lifetime: 300 })
    await client.payouts.create(fixedPayout)
    for (let step = 0; step < steps; step += 1) await sandbox.advance(3_600_000 / steps)
    return sandbox.deliveries
  }
  assert.deepEqual(await run(1), await run(360))
})

test('two advances at once add up', async () => {
  const { sandbox, client } = openSandbox({ deliver: async () => new Response() })
  await client.payouts.create(fixedPayout)
  // The first one is at the payout, waiting for its receiver, when the second one comes.
  await Promise.all([sandbox.advance(70_000), sandbox.advance(50_000)])
  assert.equal(sandbox.now(), startAt + 120_000)
  assert.equal(sandbox.deliveries.length, 1)
})

test('the clock cannot be set back or lost', async () => {
  const { sandbox } = openSandbox()
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5' as never, undefined as never]) {
    await assert.rejects(sandbox.advance(ms), /ms must be a number of milliseconds, 0 or more/)
  }
  assert.equal(sandbox.now(), startAt)
})
