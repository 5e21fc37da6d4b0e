import { succeed } from '../world/answer.ts'
import type { Account } from '../world/ledger.ts'
import { coins, convert } from '../world/market.ts'
import type { World } from '../world/types.ts'
import { toFixed } from '../world/units.ts'
import type { GroupBehaviours } from './types.ts'

function listWallets({ ledger }: World, account: Account, kind: string) {
  return coins.map((coin, index) => {
    const units = ledger.balanceOf(account, coin)
    return {
      uuid: `5a9db0c5-0000-4000-8${kind}-${String(index).padStart(12, '0')}`,
      balance: toFixed(units),
      currency_code: coin,
      balance_usd: toFixed(convert(units, coin, 'USD'), 2),
    }
  })
}

/** How the sandbox answers what the merchant owns. */
export const balance: GroupBehaviours<'balance'> = {
  get: (world) =>
    succeed([
      { balance: { merchant: listWallets(world, 'merchant', '001'), user: listWallets(world, 'personal', '002') } },
    ]),
}
