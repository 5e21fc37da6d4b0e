import type { GroupBehaviours } from '../behaviour-types.ts'
import { refuse, succeed } from '../world/answer.ts'
import { hasService } from '../world/market.ts'

/**
 * How the sandbox answers operations on discounts: setting one answers with text where listing has a number, as
 * documented. They are remembered and listed; invoices keep to their own `discount_percent`.
 */
export const discounts: GroupBehaviours<'discounts'> = {
  list: (world) => succeed([...world.discounts.values()]),
  set: (world, { currency, network, discount_percent: discount }) => {
    if (!hasService(currency, network)) return refuse(`The service ${currency} ${network} was not found`)
    const service = { currency: currency.toUpperCase(), network: network.toLowerCase() }
    world.discounts.set(`${service.currency} ${service.network}`, { ...service, discount })
    return succeed({ ...service, discount: String(discount) })
  },
}
