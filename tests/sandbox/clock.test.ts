import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advanceClock, nextEvent } from '../../src/sandbox/clock.ts'
import { markAsPaid, refundInvoice } from '../../src/sandbox/invoices/behaviour.ts'
import { createInvoice } from '../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../src/sandbox/invoices/lifecycle.ts'
import { openPayout } from '../../src/sandbox/payouts/behaviour.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { fixedInvoice, fixedPayout, openSandbox, openWorld, startAt, toldBy } from '../support/sandbox.ts'

const hour = 3_600_000
const forEver = Number.POSITIVE_INFINITY

function openInvoice(world: World): string {
  createInvoice(world, fixedInvoice, 'https://pay.test')
  return [...world.invoices.keys()].at(-1) ?? assert.fail()
}

test('an empty world waits for nothing', () => {
  assert.equal(nextEvent(openWorld(), forEver), undefined)
})

test('an open invoice waits for its expiry, and for nothing afterwards', () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  assert.equal(nextEvent(world, startAt + hour - 1), undefined)
  const event = nextEvent(world, startAt + hour)
  assert.equal(event?.at, startAt + hour)
  event.run()
  assert.equal(world.invoices.get(uuid)?.status, 'cancel')
  assert.equal(nextEvent(world, forEver), undefined)
})

test('a payment on its way is waited for, even past the time of its invoice', () => {
  const world = openWorld({ wire: { confirmationMs: 2 * hour } })
  const uuid = openInvoice(world)
  payInvoice(world, uuid, {})
  const event = nextEvent(world, forEver)
  assert.equal(event?.at, startAt + 2 * hour)
  event.run()
  assert.equal(world.invoices.get(uuid)?.status, 'paid')
})

test('a request to count it as paid is carried out before anything later', () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  payInvoice(world, uuid, { amount: '1' })
  markAsPaid(world, { uuid })
  const event = nextEvent(world, startAt)
  assert.equal(event?.at, startAt)
  event.run()
  assert.equal(world.invoices.get(uuid)?.status, 'paid')
  assert.equal(nextEvent(world, forEver), undefined)
})

test('a refund on its way is waited for, and nothing afterwards', () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  payInvoice(world, uuid, {})
  refundInvoice(world, { uuid, address: 'T', is_subtract: true })
  assert.equal(nextEvent(world, startAt + 59_999), undefined)
  const event = nextEvent(world, forEver)
  assert.equal(event?.at, startAt + 60_000)
  event.run()
  assert.equal(world.invoices.get(uuid)?.status, 'refund_paid')
  assert.equal(nextEvent(world, forEver), undefined)
})

test('the earliest of several things comes first', () => {
  const world = openWorld()
  openInvoice(world)
  openPayout(world, fixedPayout)
  const event = nextEvent(world, forEver)
  assert.equal(event?.at, startAt + 60_000)
  event.run()
  assert.equal([...world.payouts.values()][0]?.status, 'paid')
  assert.equal(nextEvent(world, forEver)?.at, startAt + hour)
})

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
