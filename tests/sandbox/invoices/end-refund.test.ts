import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { endRefund } from '../../../src/sandbox/invoices/end-refund.ts'
import { payInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { refundInvoice } from '../../../src/sandbox/invoices/refund-invoice.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openWorld } from '../../tools/sandbox.ts'

for (const [is_subtract, arrives] of [
  [true, '20'],
  [false, '19.6'],
] as const) {
  test(`what arrives with is_subtract: ${is_subtract} is ${arrives} of 20, and the rest is a fee`, () => {
    const world = openWorld()
    createInvoice(world, fixedInvoice, '')
    const [uuid = ''] = world.invoices.keys()
    payInvoice(world, uuid, {})
    refundInvoice(world, { uuid, address: 'T', is_subtract })
    const invoice = world.invoices.get(uuid) ?? assert.fail()
    const [outside, fees] = [world.ledger.balanceOf('outside', 'USDT'), world.ledger.balanceOf('fees', 'USDT')]
    endRefund(world, invoice, invoice.refund ?? assert.fail())
    assert.equal(world.ledger.balanceOf('outside', 'USDT') - outside, toUnits(arrives))
    assert.equal(world.ledger.balanceOf('fees', 'USDT') - fees, toUnits('0.4'))
    assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
    const { status, isFinal, refund } = world.invoices.get(uuid) ?? assert.fail()
    assert.deepEqual([status, isFinal, refund], ['refund_paid', true, undefined])
  })
}
