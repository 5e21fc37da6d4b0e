import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseRoute } from '../../../src/sandbox/invoices/choose-route.ts'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { receivePayment } from '../../../src/sandbox/invoices/receive-payment.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openWorld, startAt } from '../../tools/sandbox.ts'

function receive(confirmationMs: number, txid?: string) {
  const world = openWorld({ wire: { confirmationMs } })
  createInvoice(world, fixedInvoice, 'https://pay.test')
  const [invoice = assert.fail()] = world.invoices.values()
  const route = chooseRoute(world, fixedInvoice) ?? assert.fail()
  receivePayment(world, { ...invoice, route }, toUnits('20'), txid)
  return { world, invoice: world.invoices.get(invoice.uuid) ?? assert.fail() }
}

test('what comes in is held until the chain has confirmed it', () => {
  const { world, invoice } = receive(1000, 'tx-1')
  const { status, isFinal, paid, confirmsAt, txid } = invoice
  assert.deepEqual([status, isFinal, paid, txid], ['confirm_check', false, toUnits('20'), 'tx-1'])
  assert.equal(confirmsAt, startAt + 1000)
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('20'))
})

test('it counts at once where nothing is to be waited for, under a made-up txid', () => {
  const { world, invoice } = receive(0)
  assert.equal(invoice.status, 'paid')
  assert.match(invoice.txid ?? '', /^[0-9a-f]{64}$/)
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})
