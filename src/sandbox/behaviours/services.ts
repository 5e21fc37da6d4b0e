import { type Answer, succeed } from '../world/answer.ts'
import { coins, feePercent, leastOf, mostOf, networksFor } from '../world/market.ts'
import { toFixed } from '../world/units.ts'

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
