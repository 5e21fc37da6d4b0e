import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueWebhook } from '../../../src/sandbox/world/queue-webhook.ts'
import { verifyWebhook } from '../../../src/webhooks/verify-webhook.ts'
import { callback, openWorld, startAt } from '../../tools/sandbox.ts'

const payload = { type: 'payment', additional_data: 'Заказ/1' }

test('without a url_callback there is no webhook', () => {
  const world = openWorld()
  queueWebhook(world, undefined, payload, 'payment')
  assert.deepEqual(world.outgoing, [])
})

test('a webhook is due at once', () => {
  const world = openWorld()
  queueWebhook(world, callback, payload, 'payment')
  const [{ body, ...rest } = assert.fail()] = world.outgoing
  assert.deepEqual(rest, { url: callback, dueAt: startAt, attempt: 1 })
  assert.ok(body.startsWith('{"type":"payment","additional_data":"Заказ\\/1","sign":"'), body)
})

test('each kind is signed with its own key', () => {
  const world = openWorld({ apiKey: 'key-of-payments', payoutApiKey: 'key-of-payouts' })
  queueWebhook(world, callback, payload, 'payment')
  queueWebhook(world, callback, payload, 'payout')
  const taken = world.outgoing.map(({ body }) => [
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
  queueWebhook(world, callback, payload, 'payment')
  const { body } = world.outgoing[0] ?? assert.fail()
  assert.match(body, /^[\x20-\x7e]+$/)
  assert.ok(verifyWebhook(body, world.credentials.apiKey))
})
