import type { TransferParams } from '../operations/transfers.ts'
import { type Answer, refuse, succeed } from './world/answer.ts'
import { isCrypto, leastOf, mostOf } from './world/market.ts'
import type { World } from './world/types.ts'
import { toFixed, toShortest, toUnits } from './world/units.ts'

/** Answers a transfer between the merchant's own wallets: both ends of it, or the gateway's words against it. */
export function transferFunds(
  { ledger, random }: World,
  { amount, currency }: TransferParams,
  to: 'personal' | 'merchant',
): Answer {
  const from = to === 'personal' ? 'merchant' : 'personal'
  const coin = currency.toUpperCase()
  if (!isCrypto(coin)) return refuse(from === 'merchant' ? 'Merchant wallet not found' : 'No found user wallet')
  const units = toUnits(amount)
  if (units < leastOf(coin)) return refuse(`Minimum amount ${toShortest(leastOf(coin))} ${coin}`)
  if (units > mostOf(coin)) return refuse(`Maximum amount ${toShortest(mostOf(coin))} ${coin}`)
  if (units > ledger.balanceOf(from, coin)) return refuse('Not enough funds')
  ledger.move(from, to, coin, units)
  return succeed({
    user_wallet_transaction_uuid: random.uuid(),
    user_wallet_balance: toFixed(ledger.balanceOf('personal', coin)),
    merchant_transaction_uuid: random.uuid(),
    merchant_balance: toFixed(ledger.balanceOf('merchant', coin)),
  })
}
