import type { RefundBlockedWalletParams } from '../../operations/wallets/refund-blocked-wallet.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { feePercent, leastOf } from '../world/market.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'
import { percentOf, toFixed } from '../world/units.ts'

/** Answers `wallets.refundBlocked`: sends what was held, less the fee, once. It is done at once, so never in process. */
export function refundWallet(world: World, { uuid, order_id }: RefundBlockedWalletParams): Answer {
  // Here `uuid` wins, unlike where a wallet is blocked.
  const named = uuid === undefined ? { order_id } : { uuid }
  const found = findRecord(world.wallets, named, { message: 'Not found', status: 422 })
  if ('answer' in found) return found.answer
  const { record: wallet } = found
  const { currency, held } = wallet
  if (wallet.isRefunded || wallet.incoming === 'returned') return refuse('You can withdraw only once')
  if (held === 0n) return refuse('Nothing to withdraw')
  if (held < leastOf(currency)) return refuse('The amount is too small')
  const commission = percentOf(held, feePercent)
  const amount = held - commission
  world.ledger.move('held', 'outside', currency, amount)
  world.ledger.move('held', 'fees', currency, commission)
  world.wallets.set(wallet.uuid, { ...wallet, held: 0n, isRefunded: true })
  return succeed({ commission: toFixed(commission), amount: toFixed(amount) })
}
