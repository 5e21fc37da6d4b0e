import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Scheme } from '../../src/signing/types.ts'
import { checkWebhook } from '../../src/webhooks/check-webhook.ts'
import { resolveKeys } from '../../src/webhooks/keys.ts'
import { payment, paymentKey, payout, payoutKey, signedPayment } from '../tools/webhooks.ts'

const flat = resolveKeys([paymentKey, payoutKey])
const byRole = resolveKeys({ payment: paymentKey, payout: payoutKey })

test('hands out the text that was hashed, without the sign', () => {
  const verdict = checkWebhook(signedPayment, flat)
  assert.deepEqual(verdict, { ok: true, match: { text: JSON.stringify(payment), spelling: 'as_sent' } })
})

test('hands out the whole body when another scheme vouches for it', () => {
  const verdict = checkWebhook('raw', flat, () => true)
  assert.deepEqual(verdict, { ok: true, match: { text: 'raw', spelling: 'as_sent' } })
})

test('tries another scheme with each key, until one fits', () => {
  const tried: string[] = []
  const scheme: Scheme = (_, key) => tried.push(key) === 2
  assert.equal(checkWebhook('raw', flat, scheme).ok, true)
  assert.deepEqual(tried, [paymentKey, payoutKey])
})

test('gives another scheme only the key of the type, when the keys have roles', () => {
  const tried: string[] = []
  const scheme: Scheme = (_, key) => tried.push(key) > 9
  checkWebhook(JSON.stringify(payout), byRole, scheme)
  checkWebhook(JSON.stringify(payment), byRole, scheme)
  assert.deepEqual(tried, [payoutKey, paymentKey])
})

test('does not ask another scheme about a body without a known type, when the keys have roles', () => {
  const never: Scheme = () => assert.fail('the scheme was asked')
  assert.deepEqual(checkWebhook('{"type":"refund"}', byRole, never), { ok: false, reason: 'unknown_type' })
  assert.deepEqual(checkWebhook('{', byRole, never), { ok: false, reason: 'malformed' })
  assert.deepEqual(checkWebhook('{"a":1,"a":2}', byRole, never), { ok: false, reason: 'duplicate_key' })
})

test('takes a scheme that throws, or answers anything but true, for a no', () => {
  const answers: readonly unknown[] = [false, undefined, 1, 'true', {}, Promise.resolve(true)]
  const schemes = answers.map((answer) => (() => answer) as unknown as Scheme)
  const throws: Scheme = () => {
    throw new Error('a stranger made me throw')
  }
  for (const scheme of [...schemes, throws]) {
    assert.deepEqual(checkWebhook('raw', flat, scheme), { ok: false, reason: 'sign_mismatch' })
  }
})
