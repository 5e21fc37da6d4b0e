import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueWebhook } from '../../../src/sandbox/world/webhook.ts'
import { verifyWebhook } from '../../../src/webhooks/verify-webhook.ts'
import { callback, openWorld, startAt } from '../../support/sandbox.ts'

const about = { uuid: 'u-1', params: { url_callback: callback } }
const payload = { type: 'payment', additional_data: 'Заказ/1' }

test('without a url_callback there is no webhook', () => {
  const world = openWorld()
  queueWebhook(world, { uuid: 'u-1', params: {} }, () => payload, 'payment')
  assert.deepEqual(world.outbox.deliveries, [])
})

test('a webhook is due at once, signed, and about its record', () => {
  const world = openWorld({ deliver: () => new Response() })
  queueWebhook(world, about, () => payload, 'payment')
  const [{ body, ...rest } = assert.fail()] = world.outbox.waiting()
  assert.deepEqual(rest, { url: callback, subject: 'u-1', dueAt: startAt, attempt: 1, isTwin: false })
  assert.ok(body.startsWith('{"type":"payment","additional_data":"Заказ\\/1","sign":"'), body)
})

test('each kind is signed with its own key', () => {
  const world = openWorld({ apiKey: 'key-of-payments', payoutApiKey: 'key-of-payouts' })
  queueWebhook(world, about, () => payload, 'payment')
  queueWebhook(world, about, () => payload, 'payout')
  const taken = world.outbox.deliveries.map(({ body }) => [
    verifyWebhook(body, 'key-of-payments'),
    verifyWebhook(body, 'key-of-payouts'),
  ])
  assert.deepEqual(taken, [
    [true, false],
    [false, true],
  ])
})

test('a switch escapes what lies beyond ASCII, and the signature still holds', () => {
  const world = openWorld({ wire: { escapeUnicode: true } })
  queueWebhook(world, about, () => payload, 'payment')
  const { body } = world.outbox.deliveries[0] ?? assert.fail()
  assert.match(body, /^[\x20-\x7e]+$/)
  assert.ok(verifyWebhook(body, world.credentials.apiKey))
})
