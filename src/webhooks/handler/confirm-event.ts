import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { isNotFound } from '../../errors/is-not-found.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import { finishEvent } from '../parse-webhook.ts'
import type { WebhookEvent } from '../types.ts'
import { type Reply, reply } from './reply.ts'
import type { RecordReader } from './types.ts'

/** What a record decides, not the webhook. What the record does not have is left out, for nobody bears it out. */
const decided = [
  'amount',
  'payment_amount',
  'payment_amount_usd',
  'payer_amount',
  'payer_amount_exchange_rate',
  'merchant_amount',
  'commission',
  'convert',
  'currency',
  'payer_currency',
  'network',
  'txid',
  'is_final',
] as const

// The event is frozen, and the record is the reader's own.
const copyOf = (value: unknown) => (typeof value === 'object' && value !== null ? { ...value } : value)

/** Makes the event that says what the gateway's record says now; `undefined` when that has no status. */
export function applyRecord(event: WebhookEvent, record: Payment | Payout): WebhookEvent | undefined {
  const said: Readonly<Record<string, unknown>> = { ...record }
  const kept = Object.entries(event).filter(([name]) => !(decided as readonly string[]).includes(name))
  const read = decided.filter((name) => said[name] !== undefined).map((name) => [name, copyOf(said[name])] as const)
  const status = said.payment_status ?? said.status
  if (typeof status !== 'string') return undefined
  return finishEvent({ ...Object.fromEntries([...kept, ...read]), status } as unknown as WebhookEvent)
}

/** An event, and what the gateway says of its record. */
export interface Confirmed {
  readonly event: WebhookEvent
  readonly record: Payment | Payout | undefined
  /** Whether the gateway bears it out; always, where nobody asked. */
  readonly isBorneOut: boolean
}

const isSet = (value: unknown) => value !== undefined && value !== null && value !== ''

/** Reads the record that an event tells of, by its `uuid`. */
async function readRecord({ payments, payouts }: RecordReader, { type, uuid }: WebhookEvent) {
  return type === 'payout' ? payouts.get({ uuid }) : payments.get({ uuid })
}

/** Whether a record belongs to an order. An answer about a payout may not name its order_id; then that is asked for. */
async function belongsTo({ payouts }: RecordReader, record: Payment | Payout, event: WebhookEvent): Promise<boolean> {
  const { type, uuid, order_id: orderId } = event
  if (record.uuid !== uuid) return false
  if (isSet(record.order_id) || type !== 'payout' || !isSet(orderId)) return (record.order_id ?? '') === (orderId ?? '')
  const named = await payouts.get({ order_id: orderId })
  return named.uuid === uuid
}

/**
 * Reads an event's record again and lets that decide what the event says.
 *
 * A signature proves who wrote a webhook, not that what it says is so: the gateway signs test webhooks of any status with
 * the same key, and an old one can be replayed.
 */
export async function confirmEvent(reader: RecordReader | false, event: WebhookEvent): Promise<Confirmed | Reply> {
  if (reader === false) return { event, record: undefined, isBorneOut: true }
  let record: Payment | Payout | undefined
  try {
    record = await readRecord(reader, event)
    const isBorneOut = await belongsTo(reader, record, event)
    if (!isBorneOut) return { event, record, isBorneOut }
    const confirmed = applyRecord(event, record)
    return confirmed === undefined
      ? reply('unavailable', { text: 'the record has no status', event })
      : { event: confirmed, record, isBorneOut }
  } catch (error) {
    // An order_id that no call may ask for belongs to no record that could bear the event out.
    const isHopeless = isNotFound(error) || isCryptomusError(error, 'validation')
    if (isHopeless) return { event, record, isBorneOut: false }
    return reply('unavailable', { text: 'the record could not be read', event, error })
  }
}
