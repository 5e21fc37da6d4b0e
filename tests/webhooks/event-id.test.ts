import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventId } from '../../src/webhooks/event-id.ts'

const payment = { type: 'payment', uuid: 'u', status: 'paid', is_final: true, payment_amount: '15.00' }

test('names type, uuid, status, is_final and what was paid, in its shortest spelling', () => {
  assert.equal(eventId(payment), 'payment:u:paid:true:15')
  assert.equal(eventId({ ...payment, payment_amount: '15' }), eventId(payment))
})

test('tells apart what is another delivery', () => {
  const others = [
    { uuid: 'v' },
    { status: 'paid_over' },
    { is_final: false },
    { payment_amount: '15.01' },
    { type: 'wallet' },
  ]
  for (const other of others) assert.notEqual(eventId({ ...payment, ...other }), eventId(payment))
})

test('takes the amount of a payout, and what was paid of everything else', () => {
  assert.equal(eventId({ ...payment, type: 'payout', amount: '3.0' }), 'payout:u:paid:true:3')
  assert.equal(eventId({ ...payment, type: 'wallet', amount: '3.0' }), 'wallet:u:paid:true:15')
})

test('takes an amount that is absent or no decimal for zero', () => {
  for (const payment_amount of [undefined, null, '', 'abc', 15, '0.00']) {
    assert.equal(eventId({ ...payment, payment_amount }), 'payment:u:paid:true:0')
  }
})
