import type { GroupBehaviours } from './behaviour-types.ts'
import { type Answer, succeed } from './world/answer.ts'
import { coins, convert, currencies, feePercent, isCurrency, leastOf, mostOf, networksFor } from './world/market.ts'
import { findRecord } from './world/records.ts'
import { toFixed, toUnits } from './world/units.ts'

const lifetimeMs = 24 * 3_600_000

/**
 * Answers the operations of `amlLinks`: one link for a locked payment, none for any other.
 *
 * Nothing in the sandbox locks a payment by itself.
 */
export const amlLinkBehaviours: GroupBehaviours<'amlLinks'> = {
  list: ({ invoices, wire }, params, { payUrl }) => {
    const found = findRecord(invoices, params, { message: 'Payment not found', status: wire.notFoundStatus })
    if ('answer' in found) return found.answer
    const { uuid, status, updatedAt } = found.record
    if (status !== 'locked') return succeed([])
    const expiry = new Date(updatedAt + lifetimeMs).toISOString()
    return succeed([{ link: `${payUrl}/aml/${uuid}`, expired_at: expiry, status: 'init' }])
  },
}

/** Answers the operations of `rates`: the rates of a currency in all others that the sandbox knows, or an empty list. */
export const rateBehaviours: GroupBehaviours<'rates'> = {
  list: ({ gateway }, { currency }) => {
    const from = currency.toUpperCase()
    const others = isCurrency(from) ? currencies.filter((to) => to !== from) : []
    const source = gateway.id === 'heleket' ? { source: 'sandbox' } : {}
    return succeed(others.map((to) => ({ from, to, course: toFixed(convert(toUnits('1'), from, to)), ...source })))
  },
}

/** Lists what can be paid in or out. Payments list networks in lower case and payouts in upper case, as documented. */
export function listServices(spell: (network: string) => string): Answer {
  const services = coins.flatMap((currency) =>
    networksFor(currency).map((network) => ({
      network: spell(network),
      currency,
      is_available: true,
      limit: { min_amount: toFixed(leastOf(currency)), max_amount: toFixed(mostOf(currency)) },
      commission: { fee_amount: '0.00', percent: feePercent.toFixed(2) },
    })),
  )
  return succeed(services)
}
