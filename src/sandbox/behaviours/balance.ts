import type { GroupBehaviours } from '../behaviour-types.ts'
import { succeed } from '../world/answer.ts'
import { coins, convert } from '../world/market.ts'
import type { World } from '../world/types.ts'
import { toFixed } from '../world/units.ts'
import { walletId } from '../world/wallet-id.ts'

function listWallets({ ledger }: World, account: 'merchant' | 'personal') {
  return coins.map((coin) => {
    const units = ledger.balanceOf(account, coin)
    return {
      uuid: walletId(account, coin),
      balance: toFixed(units),
      currency_code: coin,
      balance_usd: toFixed(convert(units, coin, 'USD'), 2),
    }
  })
}

/** How the sandbox answers what the merchant owns. */
export const balance: GroupBehaviours<'balance'> = {
  get: (world) =>
    succeed([{ balance: { merchant: listWallets(world, 'merchant'), user: listWallets(world, 'personal') } }]),
}
