import { transferFunds } from '../account.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'

/** How the sandbox answers transfers between the merchant's own wallets. */
export const transfers: GroupBehaviours<'transfers'> = {
  toPersonal: (world, params) => transferFunds(world, params, 'personal'),
  toBusiness: (world, params) => transferFunds(world, params, 'merchant'),
}
