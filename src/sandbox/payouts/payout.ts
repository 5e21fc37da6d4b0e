import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import { toGatewayTime } from '../world/gateway-time.ts'
import { feePercent } from '../world/market.ts'
import type { World } from '../world/types.ts'
import { percentOf, toFixed, toShortest, toUnits, type Units } from '../world/units.ts'
import { limitComplaint } from '../world/words.ts'
import type { PayoutRecord } from './types.ts'

/** The body of a webhook about a payout, its members in the documented order. Heleket documents no reason of a failure. */
export function payoutWebhook(
  { gateway }: Pick<World, 'gateway'>,
  { uuid, params, status, isFinal, debited, fee, txid, ...payout }: PayoutRecord,
): object {
  const isTold = status === 'fail' && gateway.id !== 'heleket'
  const reason = payout.failReason ?? (isTold ? 'system_error' : undefined)
  return {
    type: 'payout',
    uuid,
    order_id: params.order_id,
    amount: toFixed(toUnits(params.amount)),
    merchant_amount: toFixed(debited),
    commission: toFixed(fee),
    is_final: isFinal,
    status,
    ...(reason === undefined ? {} : { fail_reason: reason }),
    txid: txid ?? null,
    currency: params.currency,
    network: payout.network,
    payer_currency: payout.sentIn,
    payer_amount: toFixed(payout.sent),
  }
}

/** What a payout would move, and in which coins. */
type PayoutPlan = Pick<PayoutRecord, 'sentIn' | 'network' | 'fundedIn' | 'sent' | 'fee' | 'debited'>

/** The params of a payout that its costs depend on. */
export type PayoutWish = Pick<
  CreatePayoutParams,
  'amount' | 'currency' | 'network' | 'to_currency' | 'from_currency' | 'is_subtract'
>

function workOut({ wire, market }: World, params: PayoutWish, sentIn: string, network: string): PayoutPlan {
  const fundedIn = (params.from_currency ?? sentIn).toUpperCase()
  const amount = market.convert(toUnits(params.amount), params.currency, sentIn)
  const fee = percentOf(amount, feePercent)
  const fromBalance = params.is_subtract === (wire.subtractFrom === 'balance')
  const [sent, debited] = fromBalance ? [amount, amount + fee] : [amount - fee, amount]
  const inFunds = (units: Units) => market.convert(units, sentIn, fundedIn)
  return { sentIn, network, fundedIn, sent, fee: inFunds(fee), debited: inFunds(debited) }
}

/** Works out what a payout would move, whatever the balance; or what the gateway would say against it, in its own words. */
export function planPayout(
  world: World,
  params: PayoutWish,
): { readonly fault: string } | { readonly plan: PayoutPlan } {
  const { convert, hasService, isCrypto, isCurrency, networksFor } = world.market
  const { currency, to_currency: target } = params
  if (!isCurrency(currency)) return { fault: 'The currency was not found' }
  const sentIn = (target ?? currency).toUpperCase()
  if (!isCrypto(sentIn)) return { fault: 'Not found service to_currency' }
  const networks = networksFor(sentIn)
  const network = params.network?.toLowerCase() ?? (networks.length === 1 ? networks[0] : undefined)
  if (network === undefined || !hasService(sentIn, network)) return { fault: 'The service was not found' }
  const worth = convert(toUnits(params.amount), currency, sentIn)
  const fault = limitComplaint(world, worth, sentIn)
  return fault === undefined ? { plan: workOut(world, params, sentIn, network) } : { fault }
}

/** What creating, reading and listing a payout have in common. */
function renderShared({ uuid, params, status, isFinal, txid, network }: PayoutRecord) {
  return {
    uuid,
    amount: params.amount,
    currency: params.currency,
    network: network.toUpperCase(),
    address: params.address,
    txid: txid ?? null,
    status,
    is_final: isFinal,
  }
}

/** Shows a payout as the gateway answers it: here `balance` and `payer_amount` are JSON numbers, as documented. */
export function renderPayout(world: World, payout: PayoutRecord): object {
  const { debited, fee, createdAt, updatedAt, params } = payout
  const details = {
    order_id: params.order_id,
    commission: toFixed(fee),
    merchant_amount: toFixed(debited),
    created_at: toGatewayTime(createdAt),
    updated_at: toGatewayTime(updatedAt),
  }
  return {
    ...renderShared(payout),
    ...(world.wire.payoutDetails ? details : {}),
    balance: Number(toShortest(world.ledger.balanceOf('merchant', payout.fundedIn))),
    payer_currency: payout.sentIn,
    payer_amount: Number(toShortest(payout.sent)),
  }
}

/** Shows a payout as the gateway lists it: here `balance` is a string, and there are dates. */
export function renderListedPayout(world: World, payout: PayoutRecord): object {
  return {
    ...renderShared(payout),
    order_id: payout.params.order_id,
    balance: toFixed(world.ledger.balanceOf('merchant', payout.fundedIn)),
    created_at: toGatewayTime(payout.createdAt),
    updated_at: toGatewayTime(payout.updatedAt),
  }
}
