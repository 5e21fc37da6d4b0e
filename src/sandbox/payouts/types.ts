import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import type { PayoutStatus } from '../../status/status.ts'
import type { Units } from '../world/units.ts'

/** A payout as the sandbox keeps it. Replaced, never changed in place. */
export interface PayoutRecord {
  readonly uuid: string
  readonly params: CreatePayoutParams
  readonly createdAt: number
  readonly updatedAt: number
  readonly status: PayoutStatus
  readonly isFinal: boolean
  /** Currency whose balance pays. */
  readonly fundedIn: string
  /** What that balance was debited, fee included. */
  readonly debited: Units
  /** The fee, in the currency that pays. */
  readonly fee: Units
  /** Currency that is sent. */
  readonly sentIn: string
  /** What the recipient gets. */
  readonly sent: Units
  readonly network: string
  /** Whether the money waits, has been sent, or is back with the merchant. */
  readonly money: 'held' | 'sent' | 'returned'
  /** When it is paid by itself; `Infinity` for never. */
  readonly settlesAt: number
  readonly failReason?: string | undefined
  readonly txid?: string | undefined
}
