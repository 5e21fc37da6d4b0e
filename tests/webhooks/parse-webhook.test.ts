import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookReason } from '../../src/errors/types.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { finishEvent, parseWebhook, toEvent } from '../../src/webhooks/parse-webhook.ts'
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
    stateKey: `payment:${payment.uuid}:paid:15`,
    isPaid: true,
  })
})

test('returns the event of a top-up of a wallet', () => {
  assert.deepEqual(parseWebhook(new TextEncoder().encode(signedWallet), byRole), {
    ...wallet,
    stateKey: `wallet:${wallet.uuid}:paid_over:7.5`,
    isPaid: true,
  })
})

test('returns the event of a payout', () => {
  assert.deepEqual(parseWebhook(signedPayout, byRole), {
    ...payout,
    stateKey: `payout:${payout.uuid}:paid`,
    isPaid: true,
  })
})

for (const { id, raw_body, api_key } of vectors.filter(({ raw_body, valid }) => valid && raw_body.includes('uuid'))) {
  test(`returns what ${id} says and nothing of its signature`, () => {
    const { stateKey: _, isPaid, ...event } = parseWebhook(raw_body, api_key)
    const { sign, ...wire } = JSON.parse(raw_body) as Record<string, unknown>
    assert.deepEqual(event, wire)
    assert.equal(isPaid, wire.status === 'paid')
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

const keyOf = (members: object) => finishEvent({ uuid: 'u', ...members }).stateKey

for (const [members, key] of [
  [{ type: 'payment', status: 'paid', payment_amount: '15.00' }, 'payment:u:paid:15'],
  [{ type: 'payment', status: 'paid', payment_amount: '15', is_final: true }, 'payment:u:paid:15'],
  [{ type: 'wallet', status: 'paid', payment_amount: '15.01', amount: '3' }, 'wallet:u:paid:15.01'],
  [{ type: 'payment', status: 'check', payment_amount: null }, 'payment:u:check:0'],
  [{ type: 'payment', status: 'check', payment_amount: 'abc' }, 'payment:u:check:abc'],
  [{ type: 'payment', status: 'check', payment_amount: {} }, 'payment:u:check:0'],
  [{ type: 'payment', status: 'cancel' }, 'payment:u:cancel:0'],
  [{ type: 'payment', status: 'cancel', expired_at: 7, updated_at: 'x' }, 'payment:u:cancel:0:7'],
  [{ type: 'payment', status: 'refund_fail', payment_amount: '1', updated_at: 'x' }, 'payment:u:refund_fail:1:x'],
  [{ type: 'payment', status: 'refund_fail', payment_amount: '1', updated_at: null }, 'payment:u:refund_fail:1'],
  [{ type: 'payment', status: 'paid', payment_amount: '1', updated_at: 'x', expired_at: 7 }, 'payment:u:paid:1'],
  [{ type: 'payout', status: 'paid', amount: '3', is_final: true }, 'payout:u:paid'],
  [{ type: 'payout', status: 'fail', is_final: true, updated_at: 'x' }, 'payout:u:fail:final'],
  [{ type: 'payout', status: 'fail', is_final: false, updated_at: 'x' }, 'payout:u:fail:x'],
  [{ type: 'payout', status: 'fail' }, 'payout:u:fail'],
  [{ type: 'payout', status: 'system_fail', is_final: true }, 'payout:u:system_fail:final'],
  [{ type: 'gift', status: 'fail', is_final: true, payment_amount: '1' }, 'gift:u:fail'],
] as const) {
  test(`names the state ${key}`, () => assert.equal(keyOf(members), key))
}

const finish = (members: object) => finishEvent({ ...payment, ...members } as unknown as WebhookEvent)

test('adds a key of the state, and whether it is paid', () => {
  const { stateKey, isPaid } = finish({})
  assert.deepEqual([stateKey, isPaid], [`payment:${payment.uuid}:paid:15`, true])
})

test('puts what follows in the place of what followed before', () => {
  const again = finishEvent({ ...finish({}), status: 'check', is_final: false })
  assert.deepEqual([again.stateKey, again.isPaid], [`payment:${payment.uuid}:check:15`, false])
})

for (const is_final of [undefined, null, false, 0, 1, 'true']) {
  test(`calls nothing final that is ${JSON.stringify(is_final)} final`, () => {
    assert.equal(finish({ is_final }).is_final, false)
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
    stateKey: `payment:${payment.uuid}:paid:15`,
    isPaid: true,
  })
})

test('leaves out the sign and lets nobody set what this package adds', () => {
  const event = read({ sign: 'secret', stateKey: 'forged', isPaid: 'forged' })
  assert.ok(!('sign' in event))
  assert.deepEqual([event.stateKey, event.isPaid], [`payment:${payment.uuid}:paid:15`, true])
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
