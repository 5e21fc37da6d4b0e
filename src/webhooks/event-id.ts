import { canonicalAmount } from '../money/canonical-amount.ts'
import { isDecimal } from '../money/decimal.ts'

/** What names one delivery. */
interface Delivery {
  readonly type: string
  readonly uuid: string
  readonly status: string
  readonly is_final: boolean
  readonly amount?: unknown
  readonly payment_amount?: unknown
}

/**
 * Names one delivery: `type:uuid:status:is_final:amount`. What has been paid so far is part of it, because an invoice
 * that is paid in parts comes with one status and growing amounts.
 */
export function eventId(event: Delivery): string {
  const amount = event.type === 'payout' ? event.amount : event.payment_amount
  const spelled = isDecimal(amount) ? canonicalAmount(amount) : '0'
  return [event.type, event.uuid, event.status, event.is_final, spelled].join(':')
}
