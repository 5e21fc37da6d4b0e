import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookReason } from '../../src/errors/types.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { eventId, finishEvent, parseWebhook, toEvent } from '../../src/webhooks/parse-webhook.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import type { WebhookEvent, WebhookKeys } from '../../src/webhooks/types.ts'
import { errorViews } from '../support/error-views.ts'
import { unusableKeys } from '../support/keys.ts'
import { thrown } from '../support/thrown.ts'
import { vectors } from '../support/vectors.ts'
import {
  payment,
  paymentKey,
  payout,
  payoutKey,
  signedPayment,
  signedPayout,
  signedWallet,
  wallet,
} from '../support/webhooks.ts'

const byRole: WebhookKeys = { payment: paymentKey, payout: payoutKey }

test('returns the event of a payment', () => {
  assert.deepEqual(parseWebhook(signedPayment, byRole), {
    ...payment,
    id: `payment:${payment.uuid}:paid:true:15`,
    isPaid: true,
    isFinal: true,
  })
})

test('returns the event of a top-up of a wallet', () => {
  assert.deepEqual(parseWebhook(new TextEncoder().encode(signedWallet), byRole), {
    ...wallet,
    id: `wallet:${wallet.uuid}:paid_over:true:7.5`,
    isPaid: true,
    isFinal: true,
  })
})

test('returns the event of a payout', () => {
  assert.deepEqual(parseWebhook(signedPayout, byRole), {
    ...payout,
    id: `payout:${payout.uuid}:paid:true:3`,
    isPaid: true,
    isFinal: true,
  })
})

for (const { id, raw_body, api_key } of vectors.filter(({ raw_body, valid }) => valid && raw_body.includes('uuid'))) {
  test(`returns what ${id} says and nothing of its signature`, () => {
    const { id: _, isPaid, isFinal, ...event } = parseWebhook(raw_body, api_key)
    const { sign, ...wire } = JSON.parse(raw_body) as Record<string, unknown>
    assert.deepEqual(event, wire)
    assert.equal(isPaid, wire.status === 'paid')
    assert.equal(isFinal, wire.is_final)
    assert.ok(!JSON.stringify(event).includes(String(sign)))
  })
}

const signWith = (members: string, key = paymentKey) => `{${members},"sign":"${signPayload(`{${members}}`, key)}"}`

const refusals: readonly (readonly [string, unknown, WebhookReason])[] = [
  ['an empty body', '', 'malformed'],
  ['a body that is not JSON', 'type=payment&status=paid', 'malformed'],
  ['a list', '[]', 'malformed'],
  ['a JSON string', JSON.stringify(signedPayment), 'malformed'],
  ['a body cut short', signedPayment.slice(0, -1), 'malformed'],
  ['a byte order mark', `\ufeff${signedPayment}`, 'malformed'],
  ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'malformed'],
  ['a prototype', signWith('"type":"payment","__proto__":1'), 'malformed'],
  ['too many levels', signWith(`"a":${'['.repeat(128)}${']'.repeat(128)}`), 'malformed'],
  ['a text of more than 64 KiB', `{"a":"${'x'.repeat(65_536)}"}`, 'too_large'],
  ['a text of more than 64 KiB in UTF-8', `{"a":"${'漢'.repeat(22_000)}"}`, 'too_large'],
  ['bytes of more than 64 KiB', new Uint8Array(65_537), 'too_large'],
  ['a body without a sign', JSON.stringify(payment), 'sign_missing'],
  ['a sign that is a number', '{"type":"payment","sign":12345}', 'sign_missing'],
  ['a sign that is null', '{"type":"payment","sign":null}', 'sign_missing'],
  ['a nested sign only', JSON.stringify({ ...payment, convert: { sign: 'd'.repeat(32) } }), 'sign_missing'],
  ['a sign of another kind', JSON.stringify({ ...payment, sign: 'D'.repeat(32) }), 'sign_mismatch'],
  ['a changed amount', signedPayment.replace('15.0', '99.0'), 'sign_mismatch'],
  ['another key', signWebhook(payment, 'another-key'), 'sign_mismatch'],
  ['a payout under the payment key', signWebhook(payout, paymentKey), 'sign_mismatch'],
  ['a payment under the payout key', signWebhook(payment, payoutKey), 'sign_mismatch'],
  ['a name that stands twice', signWith('"type":"payment","a":1,"a":1'), 'duplicate_key'],
  ['two signs', `{"sign":"${'0'.repeat(32)}",${signedPayment.slice(1)}`, 'duplicate_key'],
  ['a parsed object', payment, 'not_raw'],
  ['undefined', undefined, 'not_raw'],
  ['null', null, 'not_raw'],
  ['a number', 7, 'not_raw'],
  ['a type that no key is meant for', signWebhook({ ...payment, type: 'refund' }, paymentKey), 'unknown_type'],
  ['a body without a type', signWebhook({ uuid: 'u' }, paymentKey), 'unknown_type'],
]

for (const [name, body, reason] of refusals) {
  test(`refuses ${name} as ${reason}`, () => {
    const error = thrown('webhook', () => parseWebhook(body as string, byRole))
    assert.equal(error.reason, reason)
    assert.equal(error.outcome, 'not_sent')
    assert.equal(error.retryable, false)
  })
}

for (const type of ['refund', 'PAYMENT', 'toString', '', 7, null, undefined]) {
  test(`refuses the genuine type ${String(type)}, which it does not know`, () => {
    const body = signWebhook({ ...payment, type }, paymentKey)
    const error = thrown('webhook', () => parseWebhook(body, paymentKey))
    assert.equal(error.reason, 'unknown_type')
    assert.match(error.message, /genuine/)
  })
}

for (const name of ['uuid', 'status'] as const) {
  for (const value of [undefined, null, '', 7]) {
    test(`refuses a genuine webhook of which the ${name} is ${JSON.stringify(value)}`, () => {
      const body = signWebhook({ ...payment, [name]: value }, paymentKey)
      const error = thrown('webhook', () => parseWebhook(body, paymentKey))
      assert.equal(error.reason, 'malformed')
      assert.match(error.message, new RegExp(`genuine but incomplete: ${name} is (missing|empty)`))
    })
  }
}

for (const [name, unusable] of unusableKeys) {
  test(`refuses ${name}, whatever was sent`, () => {
    thrown('config', () => parseWebhook(signedPayment, unusable))
    thrown('config', () => parseWebhook('', [paymentKey, unusable]))
  })
}

test('refuses an empty list of keys', () => {
  assert.equal(thrown('config', () => parseWebhook(signedPayment, [])).option, 'keys')
})

test('reads a body that another scheme vouches for, if it is one', () => {
  const event = parseWebhook(JSON.stringify(payment), paymentKey, () => true)
  assert.equal(event.uuid, payment.uuid)
  for (const [body, reason] of [
    ['<xml/>', 'malformed'],
    ['{"type":"payment","type":"payout"}', 'duplicate_key'],
  ] as const) {
    assert.equal(thrown('webhook', () => parseWebhook(body, paymentKey, () => true)).reason, reason)
  }
})

test('keeps keys and signatures out of every error', () => {
  for (const [, body] of refusals) {
    const error = thrown('webhook', () => parseWebhook(body as string, byRole))
    const words = errorViews(error)
    assert.ok(!words.includes(paymentKey) && !words.includes(payoutKey))
    assert.doesNotMatch(words, /[0-9a-f]{32}/)
  }
})

const paidEvent = { type: 'payment', uuid: 'u', status: 'paid', is_final: true, payment_amount: '15.00' }

test('names type, uuid, status, is_final and what was paid, in its shortest spelling', () => {
  assert.equal(eventId(paidEvent), 'payment:u:paid:true:15')
  assert.equal(eventId({ ...paidEvent, payment_amount: '15' }), eventId(paidEvent))
})

test('tells apart what is another delivery', () => {
  const others = [
    { uuid: 'v' },
    { status: 'paid_over' },
    { is_final: false },
    { payment_amount: '15.01' },
    { type: 'wallet' },
  ]
  for (const other of others) assert.notEqual(eventId({ ...paidEvent, ...other }), eventId(paidEvent))
})

test('takes the amount of a payout, and what was paid of everything else', () => {
  assert.equal(eventId({ ...paidEvent, type: 'payout', amount: '3.0' }), 'payout:u:paid:true:3')
  assert.equal(eventId({ ...paidEvent, type: 'wallet', amount: '3.0' }), 'wallet:u:paid:true:15')
})

test('takes an amount that is absent or no decimal for zero', () => {
  for (const payment_amount of [undefined, null, '', 'abc', 15, '0.00']) {
    assert.equal(eventId({ ...paidEvent, payment_amount }), 'payment:u:paid:true:0')
  }
})

const finish = (members: object) => finishEvent({ ...payment, ...members } as unknown as WebhookEvent)

test('adds an id, and whether it is paid and final', () => {
  const { id, isPaid, isFinal } = finish({})
  assert.deepEqual([id, isPaid, isFinal], [`payment:${payment.uuid}:paid:true:15`, true, true])
})

test('takes a payout by its amount', () => {
  assert.equal(finish(payout).id, `payout:${payout.uuid}:paid:true:3`)
})

test('puts what follows in the place of what followed before', () => {
  const again = finishEvent({ ...finish({}), status: 'check', is_final: false } as WebhookEvent)
  assert.deepEqual([again.id, again.isPaid, again.isFinal], [`payment:${payment.uuid}:check:false:15`, false, false])
})

for (const is_final of [undefined, null, false, 0, 1, 'true']) {
  test(`calls nothing final that is ${JSON.stringify(is_final)} final`, () => {
    const event = finish({ is_final })
    assert.deepEqual([event.is_final, event.isFinal], [false, false])
  })
}

test('freezes the event and everything in it', () => {
  const event = finish({ convert: { deep: [{ deeper: 1 }] } })
  const parts = (value: unknown): object[] =>
    typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(parts)] : []
  assert.equal(parts(event).length, 4)
  for (const part of parts(event)) assert.ok(Object.isFrozen(part))
})

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
