import type { TestWebhookParams } from '../operations/test-webhooks.ts'
import { renderTestWebhook, type TestSubject } from './test-webhooks/render-test-webhook.ts'
import { type Answer, refuse, succeed } from './world/answer.ts'
import { hasService } from './world/market.ts'
import { queueWebhook } from './world/queue-webhook.ts'
import { findRecord } from './world/records.ts'
import type { World } from './world/types.ts'

type Kind = TestSubject['kind']

/** Finds what a test webhook is to speak of: here `uuid` wins where both are given, as documented. */
function findSubject({ invoices, wallets, payouts }: World, kind: Kind, params: TestWebhookParams<string>) {
  const { uuid, order_id: orderId } = params
  if (uuid === undefined && orderId === undefined) return {}
  const records = { payment: invoices, wallet: wallets, payout: payouts }
  const named = uuid === undefined ? { order_id: orderId } : { uuid }
  const found = findRecord<{ uuid: string; params: object }>(records[kind], named, {
    message: `Not found ${kind}`,
    status: 422,
  })
  return 'answer' in found ? found : { uuid: found.record.uuid, orderId: named.order_id }
}

/**
 * Answers a test webhook: one that is really signed goes to the `url_callback` of the request. Nothing is stored and
 * nothing is credited. An `order_id` that was not given is made up, even for a record that has one, as in captured ones.
 */
export function sendTestWebhook(world: World, kind: Kind, params: TestWebhookParams<string>): Answer {
  const { url_callback: url, currency, network, status = 'paid' } = params
  const role = kind === 'payout' ? 'payout' : 'payment'
  if (!hasService(currency, network)) return refuse(`${role === 'payout' ? 'Payout' : 'Payment'} service not found`)
  const found = findSubject(world, kind, params)
  if ('answer' in found) return found.answer
  const payload = renderTestWebhook({ kind, ...found, currency, network, status }, world.random)
  queueWebhook(world, url, payload, role)
  return succeed([])
}
