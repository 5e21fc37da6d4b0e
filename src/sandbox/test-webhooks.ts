import type { TestWebhookParams } from '../operations/test-webhooks.ts'
import type { GroupBehaviours } from './behaviour-types.ts'
import { type Answer, refuse, succeed } from './world/answer.ts'
import { findRecord } from './world/lookup.ts'
import type { Random } from './world/random.ts'
import type { World } from './world/types.ts'
import { queueWebhook } from './world/webhook.ts'

/** What a test webhook is about. */
export interface TestSubject {
  readonly kind: 'payment' | 'wallet' | 'payout'
  readonly uuid?: string | undefined
  readonly orderId?: string | undefined
  readonly currency: string
  readonly network: string
  readonly status: string
}

const openStatuses = ['check', 'process', 'refund_process']

/**
 * The body of a test webhook, its members in the order of the real ones: made-up amounts in their shortest form, random
 * ids where none was given, and `txid` whatever the status.
 */
export function renderTestWebhook({ kind, uuid, orderId, ...subject }: TestSubject, random: Random): object {
  const testId = () => `test_${random.hex(15)}`
  const { currency, status } = subject
  const network = subject.network.toLowerCase()
  const about = { type: kind, uuid: uuid ?? random.uuid(), order_id: orderId ?? testId(), amount: '1' }
  const state = { is_final: !openStatuses.includes(status), status }
  if (kind === 'payout') {
    const cost = { merchant_amount: '1', commission: '0' }
    const sent = { currency, network, payer_currency: currency, payer_amount: '1' }
    return { ...about, ...cost, ...state, txid: testId(), ...sent }
  }
  return {
    ...about,
    payment_amount: '1',
    payment_amount_usd: '1',
    merchant_amount: '1',
    commission: '0',
    ...state,
    from: testId(),
    wallet_address_uuid: kind === 'wallet' ? (uuid ?? null) : null,
    network,
    currency,
    payer_currency: currency,
    payer_amount: '1',
    payer_amount_exchange_rate: null,
    additional_data: null,
    transfer_id: null,
    txid: testId(),
  }
}

type Kind = TestSubject['kind']

/** Finds what a test webhook is to speak of: here `uuid` wins where both are given, as documented. */
function findSubject({ invoices, wallets, payouts }: World, kind: Kind, params: TestWebhookParams<string>) {
  const { uuid, order_id: orderId } = params
  if (uuid === undefined && orderId === undefined) return {}
  const records = { payment: invoices, wallet: wallets, payout: payouts }
  const named = uuid === undefined ? { order_id: orderId } : { uuid }
  const found = findRecord<{ readonly uuid: string }>(records[kind], named, refuse(`Not found ${kind}`))
  return 'answer' in found ? found : { uuid: found.record.uuid, orderId: named.order_id }
}

/**
 * Answers a test webhook: one that is really signed goes to the `url_callback` of the request. Nothing is stored and
 * nothing is credited. An `order_id` that was not given is made up, even for a record that has one, as in captured ones.
 */
export function sendTestWebhook(world: World, kind: Kind, params: TestWebhookParams<string>): Answer {
  const { url_callback: url, currency, network, status = 'paid' } = params
  const role = kind === 'payout' ? 'payout' : 'payment'
  if (!world.market.hasService(currency, network))
    return refuse(`${role === 'payout' ? 'Payout' : 'Payment'} service not found`)
  const found = findSubject(world, kind, params)
  if ('answer' in found) return found.answer
  const payload = renderTestWebhook({ kind, ...found, currency, network, status }, world.random)
  // Test webhooks are about nothing, so each goes its own way.
  queueWebhook(world, { uuid: `test-${world.random.uuid()}`, params: { url_callback: url } }, () => payload, role)
  return succeed([])
}

/** Answers the operations of `testWebhooks`. */
export const testWebhookBehaviours: GroupBehaviours<'testWebhooks'> = {
  payment: (world, params) => sendTestWebhook(world, 'payment', params),
  wallet: (world, params) => sendTestWebhook(world, 'wallet', params),
  payout: (world, params) => sendTestWebhook(world, 'payout', params),
}
