import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { payInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { settleMark } from '../../../src/sandbox/invoices/settle-mark.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openWorld } from '../../tools/sandbox.ts'

/** Counts an underpaid invoice as paid, and tells what that moved. */
function settle(is_payment_multiple: boolean) {
  const world = openWorld()
  createInvoice(world, { ...fixedInvoice, is_payment_multiple }, '')
  const [uuid = ''] = world.invoices.keys()
  payInvoice(world, uuid, { amount: '10' })
  const before = world.ledger.balanceOf('merchant', 'USDT')
  settleMark(world, { ...(world.invoices.get(uuid) ?? assert.fail()), marksAt: 0 })
  const invoice = world.invoices.get(uuid) ?? assert.fail()
  return { world, invoice, credited: world.ledger.balanceOf('merchant', 'USDT') - before }
}

test('what is still held is credited, less the fee', () => {
  const { world, credited } = settle(true)
  assert.equal(credited, toUnits('9.8'))
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})

test('what has been credited is not credited again', () => {
  assert.equal(settle(false).credited, 0n)
})

test('it is paid and final, without a txid, and waits for nothing', () => {
  const { status, isFinal, txid, marksAt, paid } = settle(true).invoice
  assert.deepEqual([status, isFinal, txid, marksAt, paid], ['paid', true, undefined, undefined, toUnits('10')])
})
