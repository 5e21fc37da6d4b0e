import { networksFor } from '../world/market.ts'
import type { World } from '../world/types.ts'
import type { Invoice, PaymentRoute } from './invoice.ts'
import { fixedCoin, planRoute, type Wish } from './route.ts'

type Params = Invoice['params']

/** Makes up an address: it says that it is a sandbox's, so that nobody sends real money to it. */
export const newAddress = ({ random }: World, network: string): string => `sandbox-${network}-${random.hex(24)}`

/** Decides how an invoice is paid: coin, network, a new address and what is due there. `undefined` where nothing fits. */
export function chooseRoute(world: World, params: Params, wish: Wish = {}): PaymentRoute | undefined {
  const plan = planRoute(params, wish)
  return plan && { ...plan, address: newAddress(world, plan.network) }
}

/** Whether the address is known from the start: a fixed coin on a fixed network, or on its only one. */
export function isDecided(params: Params): boolean {
  const coin = fixedCoin(params)
  return coin !== undefined && (params.network !== undefined || networksFor(coin).length === 1)
}
