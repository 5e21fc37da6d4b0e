import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { createWallet } from '../../../src/sandbox/wallets/create-wallet.ts'
import { refuseTaken } from '../../../src/sandbox/world/refuse-taken.ts'
import { rejected } from '../../tools/rejected.ts'
import { fixedInvoice, openSandbox, openWorld } from '../../tools/sandbox.ts'
import { fixedWallet } from '../../tools/wallets.ts'

const refusal = { status: 422, body: { state: 1, message: 'The order_id has already been taken' } }

test('an order_id is taken for every kind but the one that has it', () => {
  const world = openWorld()
  createInvoice(world, fixedInvoice, '')
  createWallet(world, fixedWallet, '')
  assert.equal(refuseTaken(world, 'invoices', 'order-1'), undefined)
  assert.deepEqual(refuseTaken(world, 'wallets', 'order-1'), refusal)
  assert.deepEqual(refuseTaken(world, 'recurrences', 'order-1'), refusal)
  assert.deepEqual(refuseTaken(world, 'invoices', 'wallet-1'), refusal)
  assert.equal(refuseTaken(world, 'wallets', 'wallet-1'), undefined)
})

test('an order_id that nobody has is free', () => {
  assert.equal(refuseTaken(openWorld(), 'invoices', 'order-1'), undefined)
})

test('invoices and static wallets respect a recurrence', async () => {
  const { client } = openSandbox()
  await client.recurrences.create({ amount: '10', currency: 'USDT', name: 'Plan', period: 'monthly', order_id: 'same' })
  for (const created of [
    client.payments.create({ ...fixedInvoice, order_id: 'same' }),
    client.wallets.create({ ...fixedWallet, order_id: 'same' }),
  ]) {
    assert.equal((await rejected('api', created)).gatewayMessage, 'The order_id has already been taken')
  }
})
