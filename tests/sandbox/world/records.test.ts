import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findByOrderId, findRecord } from '../../../src/sandbox/world/records.ts'

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
