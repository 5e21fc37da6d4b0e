import type { Gateway } from '../../gateways/types.ts'
import type { Discount } from '../../operations/discounts.ts'
import type { Invoice } from '../invoices/invoice.ts'
import type { PayoutRecord } from '../payouts/types.ts'
import type { RecurrenceRecord } from '../recurrences/recurrence.ts'
import type { ResolvedWire } from '../types.ts'
import type { WalletRecord } from '../wallets/wallet.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'

/** A webhook that waits to be sent, or to be sent again. */
export interface Outgoing {
  readonly url: string
  readonly body: string
  readonly dueAt: number
  readonly attempt: number
}

/** Everything that a sandbox knows. Only the functions of this folder change it. */
export interface World {
  readonly gateway: Gateway
  readonly wire: ResolvedWire
  readonly credentials: { readonly merchantId: string; readonly apiKey: string; readonly payoutApiKey: string }
  readonly random: Random
  readonly ledger: Ledger
  /** Invoices, and the top-ups of static wallets. */
  readonly invoices: Map<string, Invoice>
  readonly wallets: Map<string, WalletRecord>
  readonly payouts: Map<string, PayoutRecord>
  readonly recurrences: Map<string, RecurrenceRecord>
  /** By coin and network: `USDT tron`. */
  readonly discounts: Map<string, Discount>
  readonly outgoing: Outgoing[]
  /** What time it is, and until when it is being advanced. */
  readonly clock: { now: number; until: number }
}
