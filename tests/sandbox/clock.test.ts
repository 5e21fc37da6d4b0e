import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextEvent } from '../../src/sandbox/clock.ts'
import { createInvoice } from '../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../src/sandbox/invoices/lifecycle.ts'
import { markAsPaid } from '../../src/sandbox/invoices/mark-as-paid.ts'
import { refundInvoice } from '../../src/sandbox/invoices/refund-invoice.ts'
import { openPayout } from '../../src/sandbox/payouts/behaviour.ts'
import type { World } from '../../src/sandbox/world/types.ts'
import { fixedInvoice, fixedPayout, openWorld, startAt } from '../tools/sandbox.ts'

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
