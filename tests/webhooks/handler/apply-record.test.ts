import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Payment } from '../../../src/operations/payments/payment.ts'
import type { Payout } from '../../../src/operations/payouts/payout.ts'
import { applyRecord } from '../../../src/webhooks/handler/apply-record.ts'
import { eventOf, paymentRecord, payoutEventOf, payoutRecord } from '../../tools/webhook-handler.ts'
import { payment, payout } from '../../tools/webhooks.ts'

const apply = (event: object, record: object) =>
  applyRecord(eventOf(event), { ...paymentRecord, ...record } as Payment) as unknown as Readonly<
    Record<string, unknown>
  >

const applyPayout = (event: object, record: object) =>
  applyRecord(payoutEventOf(event), { ...payoutRecord, ...record } as Payout) as unknown as Readonly<
    Record<string, unknown>
  >

for (const [name, delivered, recorded] of [
  ['amount', '900', '15.00'],
  ['payment_amount', '900', '15.00000000'],
  ['payment_amount_usd', '900', '14.99'],
  ['payer_amount', '900', '15.1'],
  ['payer_amount_exchange_rate', '9', '1.0002'],
  ['merchant_amount', '900', '14.7'],
  ['commission', '0', '0.3'],
  ['currency', 'BTC', 'USDT'],
  ['payer_currency', 'BTC', 'TRX'],
  ['network', 'btc', 'tron'],
  ['txid', 'forged', 'real'],
  ['is_final', true, false],
  ['convert', { to_currency: 'BTC', rate: '1', amount: '900' }, { to_currency: 'USDT', rate: '1', amount: '15' }],
] as const) {
  test(`takes ${name} from the record`, () => {
    assert.deepEqual(apply({ [name]: delivered }, { [name]: recorded })[name], recorded)
    if (name !== 'is_final') assert.equal(apply({ [name]: delivered }, { [name]: null })[name], null)
  })

  test(`does not leave a ${name} that the record does not have`, () => {
    const event = apply({ [name]: delivered }, { [name]: undefined })
    if (name === 'is_final') assert.equal(event.is_final, false)
    else assert.ok(!(name in event))
  })
}

test('takes the status of an invoice from payment_status', () => {
  const event = apply({ status: 'paid' }, { payment_status: 'wrong_amount', status: 'completed' })
  assert.deepEqual([event.status, event.isPaid], ['wrong_amount', false])
})

test('takes the status of a payout from status', () => {
  const event = applyPayout({ status: 'paid' }, { status: 'fail', is_final: false })
  assert.deepEqual([event.status, event.isPaid, event.isFinal], ['fail', false, false])
})

test('takes the status from status, too, where payment_status is absent', () => {
  assert.equal(apply({}, { payment_status: undefined, status: 'check' }).status, 'check')
  assert.equal(applyPayout({}, { payment_status: null, status: 'process' }).status, 'process')
})

for (const status of [undefined, null, 7, {}]) {
  test(`makes no event of a record whose status is ${JSON.stringify(status)}`, () => {
    assert.equal(apply({}, { payment_status: status, status }), undefined)
  })
}

test('makes id, isPaid and isFinal anew', () => {
  const event = apply({}, { payment_status: 'process', payment_amount: '7.50', is_final: false })
  assert.deepEqual([event.id, event.isPaid, event.isFinal], [`payment:${payment.uuid}:process:false:7.5`, false, false])
  assert.equal(applyPayout({ amount: '900' }, {}).id, `payout:${payout.uuid}:paid:true:3`)
})

test('keeps what only the webhook knows', () => {
  const known = { additional_data: 'note', transfer_id: 't-1', from: 'TXpayer', brand_new: { a: 1 } }
  const event = apply(known, { additional_data: 'other', from: null, address: 'TXinvoice', brand_newer: 1 })
  for (const [name, value] of Object.entries(known)) assert.deepEqual(event[name], value)
  assert.ok(!('address' in event) && !('brand_newer' in event) && !('payment_status' in event) && !('url' in event))
  assert.equal(applyPayout({ fail_reason: 'aml' }, {}).fail_reason, 'aml')
})

test('keeps what the event is about', () => {
  const event = apply({}, { uuid: 'other', order_id: 'other', type: 'other', id: 'other' })
  assert.deepEqual([event.type, event.uuid, event.order_id], ['payment', payment.uuid, payment.order_id])
})

test('freezes the event, and leaves the record as it is', () => {
  const record = { ...paymentRecord, convert: { to_currency: 'USDT', rate: '1', amount: '15' } }
  const before = structuredClone(record)
  const event = applyRecord(eventOf({ brand_new: { a: 1 } }), record as unknown as Payment) as unknown as {
    readonly [Name in 'brand_new' | 'convert']: object
  }
  for (const part of [event, event.brand_new, event.convert]) assert.ok(Object.isFrozen(part))
  assert.deepEqual(record, before)
  assert.ok(!Object.isFrozen(record) && !Object.isFrozen(record.convert))
})
