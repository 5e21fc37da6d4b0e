import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import { convert, feePercent, hasService, isCrypto, isCurrency, leastOf, mostOf, networksFor } from '../world/market.ts'
import type { World } from '../world/types.ts'
import { percentOf, toShortest, toUnits, type Units } from '../world/units.ts'
import type { PayoutRecord } from './types.ts'

/** What a payout would move, and in which coins. */
export type PayoutPlan = Pick<PayoutRecord, 'sentIn' | 'network' | 'fundedIn' | 'sent' | 'fee' | 'debited'>

/** The params of a payout that its costs depend on. */
export type PayoutWish = Pick<
  CreatePayoutParams,
  'amount' | 'currency' | 'network' | 'to_currency' | 'from_currency' | 'is_subtract'
>

function workOut({ wire }: World, params: PayoutWish, sentIn: string, network: string): PayoutPlan {
  const fundedIn = (params.from_currency ?? sentIn).toUpperCase()
  const amount = convert(toUnits(params.amount), params.currency, sentIn)
  const fee = percentOf(amount, feePercent)
  const fromBalance = params.is_subtract === (wire.subtractFrom === 'balance')
  const [sent, debited] = fromBalance ? [amount, amount + fee] : [amount - fee, amount]
  const inFunds = (units: Units) => convert(units, sentIn, fundedIn)
  return { sentIn, network, fundedIn, sent, fee: inFunds(fee), debited: inFunds(debited) }
}

/** Works out what a payout would move, whatever the balance; or what the gateway would say against it, in its own words. */
export function planPayout(
  world: World,
  params: PayoutWish,
): { readonly fault: string } | { readonly plan: PayoutPlan } {
  const { currency, to_currency: target } = params
  if (!isCurrency(currency)) return { fault: 'The currency was not found' }
  const sentIn = (target ?? currency).toUpperCase()
  if (!isCrypto(sentIn)) return { fault: 'Not found service to_currency' }
  const networks = networksFor(sentIn)
  const network = params.network?.toLowerCase() ?? (networks.length === 1 ? networks[0] : undefined)
  if (network === undefined || !hasService(sentIn, network)) return { fault: 'The service was not found' }
  const worth = convert(toUnits(params.amount), currency, sentIn)
  if (worth < leastOf(sentIn)) return { fault: `Minimum amount ${toShortest(leastOf(sentIn))} ${sentIn}` }
  if (worth > mostOf(sentIn)) return { fault: `Maximum amount ${toShortest(mostOf(sentIn))} ${sentIn}` }
  return { plan: workOut(world, params, sentIn, network) }
}
