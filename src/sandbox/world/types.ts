import type { Gateway } from '../../gateways/types.ts'
import type { Discount } from '../../operations/discounts.ts'
import type { Faults } from '../faults.ts'
import type { Invoice } from '../invoices/invoice.ts'
import type { Outbox } from '../outbox.ts'
import type { PayoutRecord } from '../payouts/types.ts'
import type { RecurrenceRecord } from '../recurrences/recurrence.ts'
import type { WalletRecord } from '../wallets/wallet.ts'
import type { ResolvedWire } from '../wire.ts'
import type { Due, SandboxClock } from './due.ts'
import type { Ledger } from './ledger.ts'
import type { Market } from './market.ts'
import type { Random } from './random.ts'
import type { Records } from './records.ts'

/** Everything that a sandbox knows. Only the functions of this folder change it. */
export interface World {
  readonly gateway: Gateway
  readonly wire: ResolvedWire
  readonly credentials: { readonly merchantId: string; readonly apiKey: string; readonly payoutApiKey: string }
  readonly random: Random
  readonly market: Market
  readonly ledger: Ledger
  /** Invoices, and the top-ups of static wallets. */
  readonly invoices: Records<Invoice>
  readonly wallets: Records<WalletRecord>
  readonly payouts: Records<PayoutRecord>
  readonly recurrences: Records<RecurrenceRecord>
  /** By coin and network: `USDT tron`. */
  readonly discounts: Map<string, Discount>
  readonly clock: SandboxClock
  /** What will happen by itself. */
  readonly due: Due
  readonly outbox: Outbox
  readonly faults: Faults
}
