import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toEvent } from '../../src/webhooks/to-event.ts'
import { payment, payout } from '../tools/webhooks.ts'

const read = (members: object) => toEvent(JSON.stringify({ ...payment, ...members }))

test('freezes the event and everything in it', () => {
  const event = read({ convert: { to_currency: 'USDT', extra: [{ deep: 1 }] } })
  const parts = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(parts)] : []
  assert.equal(parts(event).length, 4)
  for (const part of parts(event)) assert.ok(Object.isFrozen(part))
})

test('keeps members that it does not know, whatever they are called', () => {
  const event: unknown = read({ brand_new: { a: [1] }, toString: 'x', constructor: 'y', prototype: 'z', '': 0, 7: 1 })
  assert.deepEqual(event, {
    ...payment,
    brand_new: { a: [1] },
    toString: 'x',
    constructor: 'y',
    prototype: 'z',
    '': 0,
    7: 1,
    id: `payment:${payment.uuid}:paid:true:15`,
    isPaid: true,
    isFinal: true,
  })
})

test('leaves out the sign and lets nobody set what this package adds', () => {
  const event = read({ sign: 'secret', id: 'forged', isPaid: 'forged', isFinal: 'forged' })
  assert.ok(!('sign' in event))
  assert.equal(event.id, `payment:${payment.uuid}:paid:true:15`)
  assert.equal(event.isPaid, true)
  assert.equal(event.isFinal, true)
})

test('keeps a sign that is not the signature', () => {
  assert.deepEqual((read({ convert: { sign: 'mine' } }) as { convert?: unknown }).convert, { sign: 'mine' })
})

test('makes decimal strings of money that came as JSON numbers', () => {
  const event = read({ amount: 15.5, payment_amount: 1e-7, convert: { amount: 0.3, rate: 1e21 } })
  assert.equal(event.amount, '15.5')
  assert.equal(event.type === 'payment' && event.payment_amount, '0.0000001')
  assert.deepEqual(event.type === 'payment' && event.convert, { amount: '0.3', rate: '1000000000000000000000' })
})

test('survives a number that JavaScript cannot hold', () => {
  const event = toEvent(JSON.stringify(payment).replace('"15.00000000"', '1e999'))
  assert.equal(event.amount, Number.POSITIVE_INFINITY as unknown)
})

for (const [is_final, isFinal] of [
  [true, true],
  [1, true],
  ['1', true],
  [false, false],
  [0, false],
  [null, false],
  [undefined, false],
  ['maybe', false],
] as const) {
  test(`takes is_final ${JSON.stringify(is_final)} for ${isFinal}`, () => {
    const event = read({ is_final })
    assert.equal(event.isFinal, isFinal)
    assert.equal(event.is_final, isFinal)
  })
}

for (const [status, isPaid] of [
  ['paid', true],
  ['paid_over', true],
  ['wrong_amount', false],
  ['process', false],
  ['something_new', false],
] as const) {
  test(`says of ${status} that ${isPaid ? 'all' : 'not all'} of the money is there`, () => {
    assert.equal(read({ status }).isPaid, isPaid)
    assert.equal(read({ status }).status, status)
  })
}

test('hands on what it cannot read of an object that may be absent', () => {
  assert.equal((read({ convert: null }) as { convert?: unknown }).convert, null)
  assert.equal((read({ convert: 'none' }) as { convert?: unknown }).convert, 'none')
})

test('reads a payout by its own fields', () => {
  const event = toEvent(JSON.stringify({ ...payout, fail_reason: 'aml', commission: 0.15 }))
  assert.ok(event.type === 'payout')
  assert.equal(event.fail_reason, 'aml')
  assert.equal(event.commission, '0.15')
})
