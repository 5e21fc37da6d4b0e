import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookReason } from '../../src/errors/types.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { diagnose, explainWebhook } from '../../src/webhooks/explain-webhook.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import type { WebhookKeys } from '../../src/webhooks/types.ts'
import { resolveKeys } from '../../src/webhooks/verify-webhook.ts'
import { reasonTexts } from '../../src/webhooks/webhook-error.ts'
import { unusableKeys } from '../support/keys.ts'
import { thrown } from '../support/thrown.ts'
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

test('tells a genuine webhook, and what it says of itself', () => {
  assert.deepEqual(explainWebhook(signedPayment, byRole), {
    ok: true,
    message: 'Genuine: the signature covers the body as it came.',
    form: 'as_sent',
    type: 'payment',
    uuid: payment.uuid,
    order_id: payment.order_id,
    status: 'paid',
  })
})

test('tells when the signature covers another form', () => {
  const { ok, form, message } = explainWebhook(signWebhook(wallet, paymentKey, { escapeUnicode: true }), byRole)
  assert.equal(ok, true)
  assert.equal(form, 'reencoded')
  assert.match(message, /as PHP spells it, which is not how it came/)
})

test('tells what a body says of itself even when it is not believed', () => {
  const { ok, type, uuid, order_id, status } = explainWebhook(signedPayment, 'another-key')
  assert.deepEqual([ok, type, uuid, order_id, status], [false, 'payment', payment.uuid, 'order-1', 'paid'])
})

test('tells only what is a string', () => {
  const diagnosis = explainWebhook('{"type":7,"uuid":null,"order_id":["x"]}', paymentKey)
  assert.deepEqual(Object.keys(diagnosis), ['ok', 'reason', 'message'])
})

const floating = `{"type":"payment","uuid":"u","rate":1.0e-7}`
const signedFloating = `${floating.slice(0, -1)},"sign":"${signPayload(floating, paymentKey)}"}`
const rewritten = JSON.stringify(JSON.parse(signedFloating))

const cases: readonly (readonly [string, unknown, WebhookKeys, WebhookReason, RegExp])[] = [
  [
    'a wrong key',
    signedPayment,
    'another-key',
    'sign_mismatch',
    /^The signature fits none of the keys\. It must be made with the payment key/,
  ],
  [
    'a wrong key for a payout',
    signedPayout,
    paymentKey,
    'sign_mismatch',
    /fits none.*made with the payout key: was the payment key, an old one/,
  ],
  [
    'a changed payout',
    signedPayout.replace('po_77', 'po_78'),
    byRole,
    'sign_mismatch',
    /fits none.*made with the payout key/,
  ],
  [
    'keys that are swapped',
    signedPayment,
    { payment: payoutKey, payout: paymentKey },
    'sign_mismatch',
    /^The body is a payment webhook signed with the payout key\. Are the keys swapped\?$/,
  ],
  [
    'keys that are swapped, by a wallet',
    signedWallet,
    { payment: payoutKey, payout: paymentKey },
    'sign_mismatch',
    /^The body is a wallet webhook signed with the payout key/,
  ],
  [
    'a payout under the payment key',
    signWebhook(payout, paymentKey),
    byRole,
    'sign_mismatch',
    /^The body is a payout webhook signed with the payment key\. Are the keys swapped/,
  ],
  [
    'rewritten numbers',
    rewritten,
    byRole,
    'sign_mismatch',
    /parsed and written again on its way.*its numbers\. Pass the raw body\.$/,
  ],
  [
    'a sign of another kind',
    JSON.stringify({ ...payment, sign: 'x' }),
    byRole,
    'sign_mismatch',
    /not 32 lower-case hex digits/,
  ],
  ['a missing sign', JSON.stringify(payment), byRole, 'sign_missing', /has no "sign".*hmacSha256\(signature\)/],
  [
    'a body cut short',
    signedPayment.slice(0, 100),
    byRole,
    'malformed',
    /^The body was cut short on its way, after 100 characters/,
  ],
  ['a body serialised twice', JSON.stringify(signedPayment), byRole, 'malformed', /serialised twice/],
  ['form data', 'type=payment&uuid=u&status=paid', byRole, 'malformed', /form data/],
  ['an object made text', '[object Object]', byRole, 'malformed', /an object turned into text/],
  ['a byte order mark', `\ufeff${signedPayment}`, byRole, 'malformed', /byte order mark/],
  [
    'a byte order mark in bytes',
    new TextEncoder().encode(`\ufeff${signedPayment}`),
    byRole,
    'malformed',
    /byte order mark/,
  ],
  ['an empty body', ' \n', byRole, 'malformed', /^The body is empty/],
  ['anything else', '{"a":1]}', byRole, 'malformed', /^The body is not a JSON object/],
  ['bytes that are not UTF-8', Uint8Array.of(0xff), byRole, 'malformed', /^The body is not a JSON object in UTF-8/],
  ['a parsed object', payment, byRole, 'not_raw', /has been parsed.*express\.raw.*fromParsedBody/],
  ['a body that is too large', ' '.repeat(65_537), byRole, 'too_large', /larger than 64 KiB/],
  ['a name that stands twice', '{"a":1,"a":1}', byRole, 'duplicate_key', /a name twice/],
  ['a type without a key', signWebhook({ type: 'refund' }, paymentKey), byRole, 'unknown_type', /of no known type/],
]

for (const [name, body, keys, reason, message] of cases) {
  test(`finds words for ${name}`, () => {
    const diagnosis = explainWebhook(body as string, keys)
    assert.equal(diagnosis.ok, false)
    assert.equal(diagnosis.reason, reason)
    assert.match(diagnosis.message, message)
  })

  test(`tells no secret about ${name}`, () => {
    const words = JSON.stringify(explainWebhook(body as string, keys))
    assert.ok(!words.includes(paymentKey) && !words.includes(payoutKey))
    assert.doesNotMatch(words, /[0-9a-f]{32}/)
  })
}

for (const [name, unusable] of unusableKeys) {
  test(`refuses ${name}, whatever was sent`, () => {
    thrown('config', () => explainWebhook(signedPayment, unusable))
    thrown('config', () => explainWebhook('', [paymentKey, unusable]))
  })
}

test('refuses an empty list of keys', () => {
  thrown('config', () => explainWebhook(signedPayment, []))
})

const ring = resolveKeys('key-0')

test('falls back on the words for the reason', () => {
  assert.equal(diagnose('{}', 'unknown_type', ring), reasonTexts.unknown_type)
  assert.equal(diagnose({}, 'not_raw', ring), reasonTexts.not_raw)
})

for (const form of ['type=payment&status=paid', 'a.b=1', 'data[type]=payment', 'data%5Btype%5D=payment']) {
  test(`recognises the form data ${form}`, () => assert.match(diagnose(form, 'malformed', ring), /form data/))
}
