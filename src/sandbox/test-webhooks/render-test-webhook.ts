import type { Random } from '../world/random.ts'

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
