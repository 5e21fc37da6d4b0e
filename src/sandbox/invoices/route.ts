import { feePercent } from '../world/market.ts'
import type { World } from '../world/types.ts'
import { percentOf, toUnits, type Units } from '../world/units.ts'
import type { Invoice, PaymentRoute } from './invoice.ts'

/** What a payer wishes to pay with. */
export interface Wish {
  readonly currency?: string | undefined
  readonly network?: string | undefined
}

type Params = Invoice['params']
type Market = Pick<World, 'market'>

/** The coin that an invoice's own params fix, if they do. */
export function fixedCoin({ market }: Market, { currency, to_currency: target }: Params): string | undefined {
  if (target !== undefined) return target.toUpperCase()
  return market.isCrypto(currency) ? currency.toUpperCase() : undefined
}

/** The discount of an invoice, in percent; documented to work only where the coin is fixed. */
export const discountPercent = (world: Market, params: Params): number =>
  fixedCoin(world, params) === undefined ? 0 : (params.discount_percent ?? 0)

/** What the payer owes in a coin: the amount, less the discount, plus the share of the fee that the payer bears. */
function dueIn(world: Market, coin: string, params: Params): Units {
  const amount = world.market.convert(toUnits(params.amount), params.currency, coin)
  const discounted = amount - percentOf(amount, discountPercent(world, params))
  return discounted + percentOf(percentOf(discounted, feePercent), params.subtract ?? 0)
}

/** Whether an invoice may be paid in a coin on a network. */
function isAllowed(params: Params, coin: string, network: string): boolean {
  const names = (choice: { currency: string; network?: string | undefined }) =>
    choice.currency.toUpperCase() === coin && (choice.network ?? network).toLowerCase() === network
  return (params.currencies?.some(names) ?? true) && !(params.except_currencies?.some(names) ?? false)
}

/** The coins to try, the likeliest first. */
function candidates(world: Market, params: Params, wish: Wish): readonly string[] {
  const fixed = fixedCoin(world, params)
  const wished = wish.currency?.toUpperCase()
  if (fixed !== undefined) return (wished ?? fixed) === fixed ? [fixed] : []
  if (wished !== undefined) return [wished]
  return params.currencies?.map(({ currency }) => currency.toUpperCase()) ?? world.market.coins
}

/**
 * The coin and network that an invoice will be paid on, and what is due there: what its params fix first, then what the
 * payer wishes. `undefined` where nothing fits.
 */
export function planRoute(world: Market, params: Params, wish: Wish = {}): Omit<PaymentRoute, 'address'> | undefined {
  const isWanted = (network: string) =>
    [params.network, wish.network].every((wanted) => (wanted ?? network).toLowerCase() === network)
  for (const coin of candidates(world, params, wish)) {
    const network = world.market.networksFor(coin).find((each) => isWanted(each) && isAllowed(params, coin, each))
    if (network !== undefined) return { currency: coin, network, due: dueIn(world, coin, params) }
  }
  return undefined
}

/** Makes up an address: it says that it is a sandbox's, so that nobody sends real money to it. */
export const newAddress = ({ random }: World, network: string): string => `sandbox-${network}-${random.hex(24)}`

/** Decides how an invoice is paid: coin, network, a new address and what is due there. `undefined` where nothing fits. */
export function chooseRoute(world: World, params: Params, wish: Wish = {}): PaymentRoute | undefined {
  const plan = planRoute(world, params, wish)
  return plan && { ...plan, address: newAddress(world, plan.network) }
}

/** Whether the address is known from the start: a fixed coin on a fixed network, or on its only one. */
export function isDecided(world: Market, params: Params): boolean {
  const coin = fixedCoin(world, params)
  return coin !== undefined && (params.network !== undefined || world.market.networksFor(coin).length === 1)
}
