import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmInvoice } from '../../../src/sandbox/invoices/confirm-invoice.ts'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openWorld } from '../../tools/sandbox.ts'

function openInvoice(params = {}) {
  const world = openWorld({ wire: { confirmationMs: 1000 } })
  createInvoice(world, { ...fixedInvoice, ...params }, 'https://pay.test')
  const [uuid = ''] = world.invoices.keys()
  return { world, uuid, invoice: () => world.invoices.get(uuid) ?? assert.fail() }
}

test('what is confirmed in full is credited, and nothing is waited for any more', () => {
  const { world, uuid, invoice } = openInvoice()
  payInvoice(world, uuid, {})
  const before = world.ledger.balanceOf('merchant', 'USDT')
  confirmInvoice(world, { ...invoice(), marksAt: 0 })
  const { status, isFinal, confirmsAt, marksAt } = invoice()
  assert.deepEqual([status, isFinal, confirmsAt, marksAt], ['paid', true, undefined, undefined])
  assert.equal(world.ledger.balanceOf('merchant', 'USDT') - before, toUnits('19.6'))
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})

test('what is confirmed in part stays held, and a request to count it as paid stays open', () => {
  const { world, uuid, invoice } = openInvoice()
  payInvoice(world, uuid, { amount: '5' })
  confirmInvoice(world, { ...invoice(), marksAt: 7 })
  const { status, isFinal, confirmsAt, marksAt } = invoice()
  assert.deepEqual([status, isFinal, confirmsAt, marksAt], ['wrong_amount_waiting', false, undefined, 7])
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('5'))
})

test('confirming does nothing where nobody chose how to pay', () => {
  const { world, invoice } = openInvoice({ currency: 'USD', network: undefined })
  const before = invoice()
  confirmInvoice(world, before)
  assert.equal(invoice(), before)
})
