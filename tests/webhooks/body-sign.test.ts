import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodySign } from '../../src/webhooks/body-sign.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { paymentKey, signedPayment } from '../tools/webhooks.ts'

test('is a scheme that can be asked on its own', () => {
  assert.equal(bodySign(signedPayment, paymentKey), true)
  assert.equal(bodySign(signedPayment, 'another-key'), false)
  assert.equal(bodySign(signedPayment.replace('paid', 'fail'), paymentKey), false)
  assert.equal(bodySign('{}', paymentKey), false)
  assert.equal(bodySign('no JSON', paymentKey), false)
})

test('is what verifyWebhook does by itself', () => {
  assert.equal(verifyWebhook(signedPayment, paymentKey, bodySign), true)
})
