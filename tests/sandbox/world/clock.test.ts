import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markAsPaid, refundInvoice } from '../../../src/sandbox/invoices/behaviour.ts'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { openPayout } from '../../../src/sandbox/payouts/behaviour.ts'
import { advanceClock } from '../../../src/sandbox/world/clock.ts'
import type { World } from '../../../src/sandbox/world/types.ts'
import {
  allOf,
  fixedInvoice,
  fixedPayout,
  openSandbox,
  openWorld,
  startAt,
  statusesTold,
  toldBy,
} from '../../support/sandbox.ts'

const hour = 3_600_000
const forEver = Number.POSITIVE_INFINITY

function openInvoice(world: World): string {
  createInvoice(world, fixedInvoice, 'https://pay.test')
  return allOf(world.invoices).at(-1)?.uuid ?? assert.fail()
}

/** When something happens next. */
const nextEvent = ({ due }: World) => due.next()

test('an empty world waits for nothing', async () => {
  const world = openWorld()
  assert.equal(nextEvent(world), forEver)
  await advanceClock(world, hour)
  assert.deepEqual(world.outbox.deliveries, [])
})

test('an open invoice waits for its expiry, and for nothing afterwards', async () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  assert.equal(nextEvent(world), startAt + hour)
  await advanceClock(world, hour - 1)
  assert.equal(world.invoices.get(uuid)?.status, 'check')
  await advanceClock(world, 1)
  assert.equal(world.invoices.get(uuid)?.status, 'cancel')
  assert.equal(nextEvent(world), forEver)
})

test('a payment on its way is waited for, even past the time of its invoice', async () => {
  const world = openWorld({ wire: { confirmationMs: 2 * hour } })
  const uuid = openInvoice(world)
  payInvoice(world, uuid, {})
  await advanceClock(world, 2 * hour - 1)
  assert.equal(world.invoices.get(uuid)?.status, 'confirm_check')
  assert.equal(nextEvent(world), startAt + 2 * hour)
  await advanceClock(world, 1)
  assert.equal(world.invoices.get(uuid)?.status, 'paid')
})

test('a request to count it as paid is carried out before anything later', async () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  payInvoice(world, uuid, { amount: '1' })
  markAsPaid(world, { uuid })
  assert.equal(nextEvent(world), startAt)
  assert.equal(world.invoices.get(uuid)?.status, 'wrong_amount_waiting')
  await advanceClock(world, 0)
  assert.equal(world.invoices.get(uuid)?.status, 'paid')
  await advanceClock(world, 10 * hour)
  assert.deepEqual(statusesTold(world.outbox), ['wrong_amount_waiting', 'paid'])
})

test('a refund on its way is waited for, and nothing afterwards', async () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  payInvoice(world, uuid, {})
  refundInvoice(world, { uuid, address: 'T', is_subtract: true })
  await advanceClock(world, 59_999)
  assert.equal(world.invoices.get(uuid)?.status, 'refund_process')
  assert.equal(nextEvent(world), startAt + 60_000)
  await advanceClock(world, 1)
  assert.equal(world.invoices.get(uuid)?.status, 'refund_paid')
  await advanceClock(world, 10 * hour)
  assert.deepEqual(statusesTold(world.outbox), ['paid', 'refund_process', 'refund_paid'])
})

test('the earliest of several things comes first', async () => {
  const world = openWorld()
  const uuid = openInvoice(world)
  openPayout(world, fixedPayout)
  assert.equal(nextEvent(world), startAt + 60_000)
  await advanceClock(world, 60_000)
  assert.deepEqual([allOf(world.payouts)[0]?.status, world.invoices.get(uuid)?.status], ['paid', 'check'])
  assert.equal(nextEvent(world), startAt + hour)
})

test('the clock goes exactly as far as it is advanced', async () => {
  const world = openWorld()
  await advanceClock(world, 0)
  assert.equal(world.clock.now, startAt)
  await advanceClock(world, 1500.5)
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
