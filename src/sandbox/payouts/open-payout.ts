import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { findByOrderId } from '../world/find-record.ts'
import { convert, feePercent, isCrypto, isCurrency, leastOf, mostOf, networksFor } from '../world/market.ts'
import type { PayoutRecord, World } from '../world/types.ts'
import { percentOf, toShortest, toUnits, type Units } from '../world/units.ts'
import { renderPayout } from './render-payout.ts'

interface Plan {
  readonly sentIn: string
  readonly network: string
  readonly fundedIn: string
  readonly sent: Units
  readonly fee: Units
  readonly debited: Units
}

/** What a payout would move, and in which coins. */
function plan({ wire }: World, params: CreatePayoutParams, sentIn: string, network: string): Plan {
  const fundedIn = (params.from_currency ?? sentIn).toUpperCase()
  const amount = convert(toUnits(params.amount), params.currency, sentIn)
  const fee = percentOf(amount, feePercent)
  const fromBalance = params.is_subtract === (wire.subtractFrom === 'balance')
  const [sent, debited] = fromBalance ? [amount, amount + fee] : [amount - fee, amount]
  const inFunds = (units: Units) => convert(units, sentIn, fundedIn)
  return { sentIn, network, fundedIn, sent, fee: inFunds(fee), debited: inFunds(debited) }
}

/** What the gateway would say against a payout, in its own words, or what it would move. */
function check(world: World, params: CreatePayoutParams): { readonly fault: string } | { readonly plan: Plan } {
  const { currency, to_currency: target } = params
  if (!isCurrency(currency)) return { fault: 'The currency was not found' }
  const sentIn = (target ?? currency).toUpperCase()
  if (!isCrypto(sentIn)) return { fault: 'Not found service to_currency' }
  const networks = networksFor(sentIn)
  const network = params.network?.toLowerCase() ?? (networks.length === 1 ? networks[0] : undefined)
  if (network === undefined || !networks.includes(network)) return { fault: 'The service was not found' }
  const planned = plan(world, params, sentIn, network)
  const worth = convert(toUnits(params.amount), currency, sentIn)
  if (worth < leastOf(sentIn)) return { fault: `Minimum amount ${toShortest(leastOf(sentIn))} ${sentIn}` }
  if (worth > mostOf(sentIn)) return { fault: `Maximum amount ${toShortest(mostOf(sentIn))} ${sentIn}` }
  const { fundedIn, debited } = planned
  if (world.ledger.balanceOf('merchant', fundedIn) >= debited) return { plan: planned }
  return { fault: fundedIn === sentIn ? 'Not enough funds' : `Not enough balance for convert ${fundedIn} to ${sentIn}` }
}

/** Answers `payouts.create`: a known `order_id` gets the payout that exists, and nothing more is paid. */
export function openPayout(world: World, params: CreatePayoutParams): Answer {
  const existing = findByOrderId(world.payouts, params.order_id)
  if (existing !== undefined) return succeed(renderPayout(world, existing))
  const checked = check(world, params)
  if ('fault' in checked) return refuse(checked.fault)
  const { now } = world.clock
  const payout: PayoutRecord = {
    uuid: world.random.uuid(),
    params,
    createdAt: now,
    updatedAt: now,
    status: 'process',
    isFinal: false,
    ...checked.plan,
  }
  world.ledger.move('merchant', 'held', payout.fundedIn, payout.debited)
  world.payouts.set(payout.uuid, payout)
  return succeed(renderPayout(world, payout))
}
