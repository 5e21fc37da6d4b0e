import type { GroupBehaviours } from './behaviour-types.ts'
import { type Answer, succeed } from './world/answer.ts'
import { findRecord } from './world/lookup.ts'
import { feePercent } from './world/market.ts'
import type { World } from './world/types.ts'
import { one, toFixed } from './world/units.ts'
import { refuseUnknown } from './world/words.ts'

const lifetimeMs = 24 * 3_600_000

/** Answers the operations of `amlLinks`: one link for a locked payment, none for any other. */
export const amlLinkBehaviours: GroupBehaviours<'amlLinks'> = {
  list: (world, params, { payUrl }) => {
    const found = findRecord(world.invoices, params, refuseUnknown(world, 'payment'))
    if ('answer' in found) return found.answer
    const { uuid, status, updatedAt } = found.record
    if (status !== 'locked') return succeed([])
    const expiry = new Date(updatedAt + lifetimeMs).toISOString()
    return succeed([{ link: `${payUrl}/aml/${uuid}`, expired_at: expiry, status: 'init' }])
  },
}

/** Answers the operations of `rates`: the rates of a currency in all others that the sandbox knows, or an empty list. */
export const rateBehaviours: GroupBehaviours<'rates'> = {
  list: ({ gateway, market }, { currency }) => {
    const from = currency.toUpperCase()
    const others = market.isCurrency(from) ? market.currencies.filter((to) => to !== from) : []
    const source = gateway.id === 'heleket' ? { source: 'sandbox' } : {}
    return succeed(others.map((to) => ({ from, to, course: toFixed(market.convert(one, from, to)), ...source })))
  },
}

/**
 * Lists what can be paid in or out. Payments list networks in lower case and payouts in upper case, as documented; Heleket
 * writes all of them in upper case, and says twice that a service can be used.
 */
export function listServices({ gateway, market }: World, isUpperCase: boolean): Answer {
  const isEnabled = gateway.id === 'heleket' ? { is_enabled: true } : {}
  const services = market.coins.flatMap((currency) =>
    market.networksFor(currency).map((network) => ({
      network: isUpperCase ? network.toUpperCase() : network,
      currency,
      is_available: true,
      ...isEnabled,
      limit: { min_amount: toFixed(market.leastOf(currency)), max_amount: toFixed(market.mostOf(currency)) },
      commission: { fee_amount: '0.00', percent: feePercent.toFixed(2) },
    })),
  )
  return succeed(services)
}
