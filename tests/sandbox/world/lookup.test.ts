import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { addWallet } from '../../../src/sandbox/wallets/behaviour.ts'
import { refuse } from '../../../src/sandbox/world/answer.ts'
import { findRecord, refuseTaken } from '../../../src/sandbox/world/lookup.ts'
import { createRecords } from '../../../src/sandbox/world/records.ts'
import { rejected } from '../../support/rejected.ts'
import { fixedInvoice, fixedWallet, openSandbox, openWorld } from '../../support/sandbox.ts'

const first = { uuid: 'u-1', params: { order_id: 'one' }, createdAt: 0 }
const second = { uuid: 'u-2', params: { order_id: 'two' }, createdAt: 1 }
const records = createRecords([{ now: first }, { now: second }])
const notFound = refuse('Payment not found')

test('finds a record by uuid or by order_id, and order_id wins', () => {
  assert.deepEqual(findRecord(records, { uuid: 'u-1' }, notFound), { record: first })
  assert.deepEqual(findRecord(records, { order_id: 'two' }, notFound), { record: second })
  assert.deepEqual(findRecord(records, { uuid: 'u-1', order_id: 'two' }, notFound), { record: second })
})

test('answers what is said of a record that does not exist', () => {
  const answer = { status: 404, body: { state: 1, message: 'Payment not found' } }
  assert.deepEqual(findRecord(records, { uuid: 'one' }, answer), { answer })
})

test('finds the state before the last change where that is asked for, and no record that has just been made', () => {
  const paid = { ...first, paid: true }
  const changed = createRecords([{ now: paid, before: first }, { now: second }])
  assert.deepEqual(findRecord(changed, { uuid: 'u-1' }, notFound, true), { record: first })
  assert.deepEqual(findRecord(changed, { order_id: 'one' }, notFound, true), { record: first })
  for (const named of [{ uuid: 'u-2' }, { uuid: 'nobody' }, { order_id: 'nobody' }]) {
    assert.deepEqual(findRecord(changed, named, notFound, true), { answer: notFound })
  }
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
