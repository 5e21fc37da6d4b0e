import type { TransferParams } from '../operations/transfers.ts'
import type { GroupBehaviours } from './behaviour-types.ts'
import { type Answer, refuse, succeed } from './world/answer.ts'
import type { World } from './world/types.ts'
import { toFixed, toUnits } from './world/units.ts'
import { limitComplaint, refusePoor } from './world/words.ts'

function listWallets({ ledger, market }: World, account: 'merchant' | 'personal') {
  return market.coins.map((coin) => {
    const units = ledger.balanceOf(account, coin)
    return {
      uuid: market.walletId(account, coin),
      balance: toFixed(units),
      currency_code: coin,
      balance_usd: toFixed(market.convert(units, coin, 'USD'), 2),
    }
  })
}

/** Answers the operations of `balance`. */
export const balanceBehaviours: GroupBehaviours<'balance'> = {
  get: (world) =>
    succeed([{ balance: { merchant: listWallets(world, 'merchant'), user: listWallets(world, 'personal') } }]),
}

/**
 * Answers the operations of `discounts`. As documented, `set` returns the percentage as a string, and `list` as a number. Discounts
 * are remembered and listed; invoices keep to their own `discount_percent`.
 */
export const discountBehaviours: GroupBehaviours<'discounts'> = {
  list: (world) => succeed([...world.discounts.values()]),
  set: (world, { currency, network, discount_percent: discount }) => {
    if (!world.market.hasService(currency, network)) return refuse(`The service ${currency} ${network} was not found`)
    const service = { currency: currency.toUpperCase(), network: network.toLowerCase() }
    world.discounts.set(`${service.currency} ${service.network}`, { ...service, discount })
    return succeed({ ...service, discount: String(discount) })
  },
}

/** Answers a transfer between the merchant's own wallets: both ends of it, or the gateway's words against it. */
export function transferFunds(world: World, { amount, currency }: TransferParams, to: 'personal' | 'merchant'): Answer {
  const { ledger, random, market, wire } = world
  const from = to === 'personal' ? 'merchant' : 'personal'
  const coin = currency.toUpperCase()
  if (!market.isCrypto(coin)) return refuse(from === 'merchant' ? 'Merchant wallet not found' : 'No found user wallet')
  const units = toUnits(amount)
  const isPoor = units > ledger.balanceOf(from, coin)
  // Recorded in this order.
  if (isPoor && wire.words === 'recorded') return refusePoor(world)
  const complaint = limitComplaint(world, units, coin)
  if (complaint !== undefined) return refuse(complaint)
  if (isPoor) return refusePoor(world)
  ledger.move(from, to, coin, units)
  return succeed({
    user_wallet_transaction_uuid: random.uuid(),
    user_wallet_balance: toFixed(ledger.balanceOf('personal', coin)),
    merchant_transaction_uuid: random.uuid(),
    merchant_balance: toFixed(ledger.balanceOf('merchant', coin)),
  })
}

/** Answers the operations of `transfers`. */
export const transferBehaviours: GroupBehaviours<'transfers'> = {
  toPersonal: (world, params) => transferFunds(world, params, 'personal'),
  toBusiness: (world, params) => transferFunds(world, params, 'merchant'),
}
