import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { hmacSha256 } from '../../src/webhooks/hmac-sha256.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { payment, paymentKey, payout, payoutKey, signedPayment } from '../support/webhooks.ts'

const body = JSON.stringify({ ...payment, note: 'Ж / 🎉' })
const signatureOf = (text: string, key: string) => createHmac('sha256', key).update(text, 'utf8').digest('hex')
const signature = signatureOf(body, paymentKey)

test('accepts the HMAC of the raw body', () => {
  assert.equal(verifyWebhook(body, paymentKey, hmacSha256(signature)), true)
  assert.equal(verifyWebhook(new TextEncoder().encode(body), paymentKey, hmacSha256(signature)), true)
})

test('takes the digits in either case and with white space around them', () => {
  assert.equal(verifyWebhook(body, paymentKey, hmacSha256(signature.toUpperCase())), true)
  assert.equal(verifyWebhook(body, paymentKey, hmacSha256(` ${signature}\n`)), true)
})

for (const missing of [undefined, null, '', ' ']) {
  test(`refuses a signature that is ${JSON.stringify(missing)}`, () => {
    assert.equal(verifyWebhook(body, paymentKey, hmacSha256(missing)), false)
  })
}

for (const unusable of [7, {}, [signature], true]) {
  test(`refuses a signature that is ${JSON.stringify(unusable)}`, () => {
    assert.equal(verifyWebhook(body, paymentKey, hmacSha256(unusable as unknown as string)), false)
  })
}

test('refuses a signature of another length, another key or another body', () => {
  for (const wrong of [
    signature.slice(1),
    `${signature}0`,
    signature.slice(0, 32),
    'g'.repeat(64),
    signatureOf(body, payoutKey),
    signatureOf(`${body} `, paymentKey),
    `sha256=${signature}`,
  ]) {
    assert.equal(verifyWebhook(body, paymentKey, hmacSha256(wrong)), false)
  }
})

test('does not fall back on the sign in the body', () => {
  assert.equal(verifyWebhook(signedPayment, paymentKey, hmacSha256(null)), false)
  assert.equal(verifyWebhook(signedPayment, paymentKey, hmacSha256(signature)), false)
})

test('lets the type choose the key, when the keys have roles', () => {
  const keys = { payment: paymentKey, payout: payoutKey }
  const text = JSON.stringify(payout)
  assert.equal(verifyWebhook(text, keys, hmacSha256(signatureOf(text, payoutKey))), true)
  assert.equal(verifyWebhook(text, keys, hmacSha256(signatureOf(text, paymentKey))), false)
  assert.equal(verifyWebhook(body, keys, hmacSha256(signature)), true)
})
