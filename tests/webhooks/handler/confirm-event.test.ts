import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { createError } from '../../../src/errors/create-error.ts'
import type { Payment } from '../../../src/operations/payments/payment.ts'
import type { Payout } from '../../../src/operations/payouts/payout.ts'
import { applyRecord, confirmEvent } from '../../../src/webhooks/handler/confirm-event.ts'
import { isReply } from '../../../src/webhooks/handler/reply.ts'
import type { WebhookEvent } from '../../../src/webhooks/types.ts'
import { credentials } from '../../support/credentials.ts'
import { fakeFetch, ok } from '../../support/fake-fetch.ts'
import {
  apiError,
  eventOf,
  fakeReader,
  networkError,
  paymentRecord,
  payoutEventOf,
  payoutRecord,
} from '../../support/webhook-handler.ts'
import { payment, payout } from '../../support/webhooks.ts'

async function confirm(event: WebhookEvent, answers: Parameters<typeof fakeReader>[0]) {
  const reader = fakeReader(answers)
  const confirmed = await confirmEvent(reader, event)
  if (isReply(confirmed)) return assert.fail(`it was answered with ${confirmed.code}`)
  return { ...confirmed, asked: reader.asked }
}

async function refuse(event: WebhookEvent, answers: Parameters<typeof fakeReader>[0]) {
  const answered = await confirmEvent(fakeReader(answers), event)
  return isReply(answered) ? answered : assert.fail('it was confirmed')
}

test('believes the event where nobody is to be asked', async () => {
  const event = eventOf()
  assert.deepEqual(await confirmEvent(false, event), { event, record: undefined, isBorneOut: true })
})

test('reads an invoice by its uuid, and lets the record decide', async () => {
  const event = eventOf({ status: 'paid_over', amount: '900' })
  const { asked, isBorneOut, record, event: confirmed } = await confirm(event, { payment: paymentRecord })
  assert.deepEqual(asked, [['payment', { uuid: payment.uuid }]])
  assert.deepEqual([isBorneOut, record], [true, paymentRecord])
  assert.deepEqual([confirmed.status, confirmed.amount, confirmed.txid], ['paid', '15.00', 'tx-of-the-record'])
})

test('reads the payment of a static wallet as an invoice is read', async () => {
  const { asked, isBorneOut } = await confirm(eventOf({ type: 'wallet' }), { payment: paymentRecord })
  assert.deepEqual(asked, [['payment', { uuid: payment.uuid }]])
  assert.equal(isBorneOut, true)
})

test('reads a payout whose answer names its order_id once', async () => {
  const named = { ...payoutRecord, order_id: payout.order_id }
  const { asked, isBorneOut } = await confirm(payoutEventOf(), { payout: named })
  assert.deepEqual(asked, [['payout', { uuid: payout.uuid }]])
  assert.equal(isBorneOut, true)
})

for (const order_id of [undefined, null, '']) {
  test(`reads a payout again by its order_id, where the answer says ${JSON.stringify(order_id)}`, async () => {
    const { asked, isBorneOut, event } = await confirm(payoutEventOf(), { payout: { ...payoutRecord, order_id } })
    assert.deepEqual(asked, [
      ['payout', { uuid: payout.uuid }],
      ['payout', { order_id: payout.order_id }],
    ])
    assert.equal(isBorneOut, true)
    assert.equal(event.txid, 'tx-of-the-payout')
  })
}

for (const order_id of ['order-2', 'ORDER-1', 'order-1 ', '', null, undefined]) {
  test(`does not bear out an invoice whose record says ${JSON.stringify(order_id)} as its order_id`, async () => {
    const record = { ...paymentRecord, order_id }
    const event = eventOf()
    const { isBorneOut, event: unchanged, record: read } = await confirm(event, { payment: record })
    assert.deepEqual([isBorneOut, unchanged, read], [false, event, record])
  })
}

test('does not bear out an invoice that names no order_id, where the record has one', async () => {
  for (const order_id of [undefined, null, '']) {
    assert.equal((await confirm(eventOf({ order_id }), { payment: paymentRecord })).isBorneOut, false)
  }
})

test('bears out what has no order_id on either side', async () => {
  const none = { order_id: null }
  assert.equal((await confirm(eventOf(none), { payment: { ...paymentRecord, ...none } })).isBorneOut, true)
  assert.equal((await confirm(payoutEventOf(none), { payout: payoutRecord })).isBorneOut, true)
})

test('does not bear out a payout whose record says another order_id', async () => {
  const { isBorneOut, asked } = await confirm(payoutEventOf(), { payout: { ...payoutRecord, order_id: 'other' } })
  assert.deepEqual([isBorneOut, asked.length], [false, 1])
})

test('does not bear out a payout whose order_id leads to another one, or to none', async () => {
  for (const named of [{ ...payoutRecord, uuid: 'other' }, apiError(422, 'Payout not found')]) {
    assert.equal((await confirm(payoutEventOf(), { payout: payoutRecord, named })).isBorneOut, false)
  }
})

test('does not bear out what the gateway answers with another record for', async () => {
  for (const uuid of ['other', payment.uuid.toUpperCase(), undefined, null]) {
    const { isBorneOut, asked } = await confirm(eventOf(), { payment: { ...paymentRecord, uuid } })
    assert.deepEqual([isBorneOut, asked.length], [false, 1])
  }
})

test('does not bear out what is told of an order_id that no call may ask for', async () => {
  const wrong = createError('validation', 'order_id is too long', { issues: [], operation: 'payouts.get' })
  const event = payoutEventOf({ order_id: 'p'.repeat(40) })
  const asked = await confirm(event, { payout: payoutRecord, named: wrong })
  assert.deepEqual([asked.isBorneOut, asked.event, asked.record], [false, event, payoutRecord])
  assert.equal((await confirm(eventOf(), { payment: wrong })).isBorneOut, false)
})

test('asks a client itself for no order_id that is longer than it may be', async () => {
  const { fetch, sent } = fakeFetch(ok({ ...payoutRecord, balance: '1' }))
  const client = createClient({ ...credentials, fetch })
  const confirmed = await confirmEvent(client, payoutEventOf({ order_id: 'p'.repeat(40) }))
  assert.ok(!isReply(confirmed))
  assert.deepEqual([confirmed.isBorneOut, sent.length], [false, 1])
})

for (const [status, words] of [
  [404, undefined],
  [422, 'Payment not found'],
  [422, 'Payment was not found'],
  [200, 'Not found'],
] as const) {
  test(`does not bear out what the gateway answers ${status} ${words ?? ''} for`, async () => {
    const event = eventOf()
    const { isBorneOut, event: unchanged, record } = await confirm(event, { payment: apiError(status, words) })
    assert.deepEqual([isBorneOut, unchanged, record], [false, event, undefined])
  })
}

const failures: readonly (readonly [string, Error])[] = [
  ['a refused key', apiError(401, 'Invalid Sign.')],
  ['a forbidden merchant', apiError(403, 'You are forbidden')],
  ['a refused key that speaks of payments', apiError(401, 'Payment not found')],
  ['too many calls', apiError(429, 'Too many requests', 'unknown')],
  ['trouble at the gateway', apiError(500, 'Server error, #1', 'unknown')],
  ['a 404 of a server in trouble', apiError(503, 'Not found', 'unknown')],
  ['words about something else', apiError(422, 'Wallet not found')],
  ['no answer', networkError()],
  ['an answer in HTML', createError('response', 'm', { status: 404, text: '<html>', outcome: 'rejected' })],
  ['a deadline', createError('timeout', 'm', { cause: undefined, outcome: 'unknown' })],
  ['an error of somebody else', new TypeError('not a function')],
]

for (const [name, failure] of failures) {
  test(`leaves an event for later after ${name}`, async () => {
    const event = eventOf()
    const { code, result, error, event: about } = await refuse(event, { payment: failure })
    assert.deepEqual([code, result, about], [503, 'unavailable', event])
    assert.equal(error, failure)
    assert.equal((await refuse(payoutEventOf(), { payout: payoutRecord, named: failure })).code, 503)
  })
}

test('leaves an event for later when the reader answers nothing', async () => {
  for (const nothing of [undefined, null]) assert.equal((await refuse(eventOf(), { payment: nothing })).code, 503)
})

test('leaves an event for later when its record has no status', async () => {
  const { code, text } = await refuse(eventOf(), { payment: { ...paymentRecord, payment_status: null, status: null } })
  assert.deepEqual([code, text], [503, 'the record has no status'])
})

test('calls the functions of the reader as its methods', async () => {
  const payments = {
    record: paymentRecord,
    async get() {
      return payments.record as never
    },
  }
  const confirmed = await confirmEvent({ payments, payouts: { get: () => assert.fail() } }, eventOf())
  assert.ok(!isReply(confirmed) && confirmed.isBorneOut)
})

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
