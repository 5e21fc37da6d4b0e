import type { BlockWalletParams } from '../../operations/wallets/block-wallet.ts'
import { type Answer, succeed } from '../world/answer.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'

// Documented without a message.
const unknownWallet: Answer = { status: 422, body: { state: 1 } }

/** Answers `wallets.block`: from now on what is sent to the wallet is held, or goes back to its sender. */
export function blockWallet(world: World, { uuid, order_id, is_force_refund: isForced }: BlockWalletParams): Answer {
  const found = findRecord(world.wallets, { uuid, order_id }, { message: '', status: 422 })
  const isNamed = uuid !== undefined || order_id !== undefined
  if ('answer' in found) return isNamed ? unknownWallet : found.answer
  const { record: wallet } = found
  const incoming = isForced || wallet.incoming === 'returned' ? 'returned' : 'held'
  // What a first blocking held goes back as well, because a refund is refused from then on.
  const returned = incoming === 'returned' ? wallet.held : 0n
  world.ledger.move('held', 'outside', wallet.currency, returned)
  world.wallets.set(wallet.uuid, { ...wallet, incoming, held: wallet.held - returned })
  return succeed({ uuid: wallet.uuid, status: 'blocked' })
}
