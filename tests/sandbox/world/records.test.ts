import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { addWallet } from '../../../src/sandbox/wallets/behaviour.ts'
import { findByOrderId, findRecord, refuseTaken } from '../../../src/sandbox/world/records.ts'
import { rejected } from '../../support/rejected.ts'
import { fixedInvoice, fixedWallet, openSandbox, openWorld } from '../../support/sandbox.ts'

const first = { uuid: 'u-1', params: { order_id: 'one' } }
const second = { uuid: 'u-2', params: { order_id: 'two' } }
const records = new Map([first, second].map((record) => [record.uuid, record]))
const notFound = { message: 'Payment not found', status: 422 }

test('finds a record by its own order_id only', () => {
  assert.equal(findByOrderId(records, 'two'), second)
  assert.equal(findByOrderId(records, 'u-2'), undefined)
})

test('a top-up goes by its uuid only, because its order_id is that of its wallet', () => {
  const topUp = { uuid: 'u-3', params: { order_id: 'wallet' }, walletUuid: 'w-1' }
  const topUps = new Map([[topUp.uuid, topUp]])
  assert.equal(findByOrderId(topUps, 'wallet'), undefined)
  assert.deepEqual(findRecord(topUps, { uuid: 'u-3' }, notFound), { record: topUp })
})

test('finds a record by uuid or by order_id, and order_id wins', () => {
  assert.deepEqual(findRecord(records, { uuid: 'u-1' }, notFound), { record: first })
  assert.deepEqual(findRecord(records, { order_id: 'two' }, notFound), { record: second })
  assert.deepEqual(findRecord(records, { uuid: 'u-1', order_id: 'two' }, notFound), { record: second })
})

test('answers what is said of a record that does not exist', () => {
  const answer = { status: 404, body: { state: 1, message: 'Payment not found' } }
  assert.deepEqual(findRecord(records, { uuid: 'one' }, { ...notFound, status: 404 }), { answer })
})

test('names both params when neither is given', () => {
  const errors = { uuid: ['validation.required_without'], order_id: ['validation.required_without'] }
  assert.deepEqual(findRecord(records, {}, notFound), { answer: { status: 422, body: { state: 1, errors } } })
})

const refusal = { status: 422, body: { state: 1, message: 'The order_id has already been taken' } }

test('an order_id is taken for every kind but the one that has it', () => {
  const world = openWorld()
  createInvoice(world, fixedInvoice, '')
  addWallet(world, fixedWallet, '')
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
