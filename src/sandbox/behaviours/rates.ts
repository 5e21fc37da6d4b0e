import type { GroupBehaviours } from '../behaviour-types.ts'
import { succeed } from '../world/answer.ts'
import { convert, currencies, isCurrency } from '../world/market.ts'
import { toFixed, toUnits } from '../world/units.ts'

/** How the sandbox answers what a currency is worth: in every other one that it knows, or in none. */
export const rates: GroupBehaviours<'rates'> = {
  list: ({ gateway }, { currency }) => {
    const from = currency.toUpperCase()
    const others = isCurrency(from) ? currencies.filter((to) => to !== from) : []
    const source = gateway.id === 'heleket' ? { source: 'sandbox' } : {}
    return succeed(others.map((to) => ({ from, to, course: toFixed(convert(toUnits('1'), from, to)), ...source })))
  },
}
