import type { CreateRecurrenceParams, Recurrence, RecurrenceStatus } from '../../operations/recurrences.ts'
import type { Market } from '../world/market.ts'
import { toFixed, toUnits } from '../world/units.ts'

/** A recurring payment as the sandbox keeps it. Replaced, never changed in place. */
export interface RecurrenceRecord {
  readonly uuid: string
  readonly params: CreateRecurrenceParams
  readonly createdAt: number
  readonly status: RecurrenceStatus
}

/** What the payer pays each time: known once the coin is, which a fiat currency alone leaves open. */
function describePayer(
  { market }: { readonly market: Market },
  { amount, currency, to_currency: target }: RecurrenceRecord['params'],
) {
  const coin = (target ?? currency).toUpperCase()
  if (!market.isCrypto(coin)) return { payer_currency: null, payer_amount_usd: '0.00', payer_amount: null }
  const due = market.convert(toUnits(amount), currency, coin)
  return {
    payer_currency: coin,
    payer_amount_usd: toFixed(market.convert(due, coin, 'USD'), 2),
    payer_amount: toFixed(due),
  }
}

/** The discount of a recurrence, where it has one. It begins with the first charge, so its end is not known yet. */
function describeDiscount({ discount_days: days, discount_amount: amount }: RecurrenceRecord['params']) {
  if (days === undefined || amount === undefined) return {}
  return { discount_days: String(days), discount_amount: amount, end_of_discount: null }
}

/** Shows a recurrence as the gateway answers it: the days of a discount are text, as documented. */
export function renderRecurrence(
  world: { readonly market: Market },
  { uuid, params, status }: RecurrenceRecord,
  payUrl: string,
): Recurrence {
  const { name, order_id: orderId, amount, currency, url_callback: callback, period, additional_data: note } = params
  return {
    uuid,
    name,
    order_id: orderId ?? null,
    amount,
    currency,
    ...describePayer(world, params),
    url_callback: callback ?? null,
    ...describeDiscount(params),
    period,
    status,
    url: `${payUrl}/recurring/${uuid}`,
    last_pay_off: null,
    ...(note === undefined ? {} : { additional_data: note }),
  }
}
