import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import { finishEvent } from '../finish-event.ts'
import type { WebhookEvent } from '../types.ts'

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
