import { transferToBusiness } from './transfer-to-business.ts'
import { transferToPersonal } from './transfer-to-personal.ts'

/** Transfers between your own wallets, signed with the payout key. */
export const transfers = {
  /** Moves money from your business wallet to your personal wallet. */
  toPersonal: transferToPersonal,
  /** Moves money from your personal wallet to your business wallet. */
  toBusiness: transferToBusiness,
} as const

export type { Transfer, TransferParams } from '../transfers.ts'
export { transferToBusiness, transferToPersonal }
