import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { updateInvoice } from '../../../src/sandbox/invoices/update-invoice.ts'
import { fixedInvoice, openWorld } from '../../tools/sandbox.ts'

function openInvoice() {
  const world = openWorld()
  createInvoice(world, fixedInvoice, 'https://pay.test')
  const [invoice = assert.fail()] = world.invoices.values()
  return { world, invoice }
}

test('a new status is told, and the time of the change kept', () => {
  const { world, invoice } = openInvoice()
  world.clock.now += 5000
  const updated = updateInvoice(world, { ...invoice, status: 'cancel' })
  assert.equal(updated.updatedAt, invoice.createdAt + 5000)
  assert.equal(world.invoices.get(invoice.uuid), updated)
  assert.equal(world.outgoing.length, 1)
})

test('more money is told even under the same status', () => {
  const { world, invoice } = openInvoice()
  updateInvoice(world, { ...invoice, paid: 1n })
  assert.equal(world.outgoing.length, 1)
})

test('a change that the merchant cannot see is not told', () => {
  const { world, invoice } = openInvoice()
  updateInvoice(world, { ...invoice, expiresAt: invoice.expiresAt + 1 })
  assert.deepEqual(world.outgoing, [])
})
