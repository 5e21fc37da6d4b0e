import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { owedOn } from '../../../src/sandbox/invoices/owed-on.ts'
import { fixedInvoice, openWorld } from '../../tools/sandbox.ts'

function openWith(params: Parameters<typeof createInvoice>[1]) {
  const world = openWorld()
  createInvoice(world, params, 'https://pay.test')
  const [uuid = ''] = world.invoices.keys()
  return { world, uuid }
}

test('the whole amount is owed at first, then what is still missing', () => {
  const { world, uuid } = openWith(fixedInvoice)
  assert.equal(owedOn(world, uuid), '20')
  payInvoice(world, uuid, { amount: '7.5' })
  assert.equal(owedOn(world, uuid), '12.5')
})

test('where the payer may choose, it is what would be owed without a choice', () => {
  const { world, uuid } = openWith({ amount: '60', currency: 'USD', order_id: 'o', currencies: [{ currency: 'BTC' }] })
  assert.equal(owedOn(world, uuid), '0.001')
})

test('nothing is owed on an invoice that does not exist', () => {
  assert.equal(owedOn(openWorld(), 'u'), undefined)
})
