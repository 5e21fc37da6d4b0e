import type { Payout } from '../operations/payouts/payout.ts'
import type { Signal } from '../platform/types.ts'
import type { Store } from '../stores/types.ts'

/** Options of `ensurePayout` and `closePayout`. */
export interface EnsurePayoutOptions {
  /** Store that every worker shares. Its entries must never expire and never be lost: see `postgresStore`. */
  readonly store: Store
  /**
   * Milliseconds for which the call waits for news before it rejects with `unsettled`: 0 in a serverless function, more in a
   * process that lives long. @default 0
   */
  readonly waitMs?: number | undefined
  /**
   * Milliseconds between two requests for one payout, unless the first was answered: 60,000 or more. A quarter of it is the
   * time that one request may take. @default 120_000
   */
  readonly graceMs?: number | undefined
  /** Aborts the call. The payout is not undone: it stays in the store, and the next call goes on. */
  readonly signal?: Signal | undefined
  /** Returns milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined
  /** Waits. @default a timer */
  readonly sleep?: ((ms: number, signal?: Signal) => Promise<unknown>) | undefined
}

/** Certain result of a payout. A refund follows `failed` and `refused`, and nothing else. */
export type EnsuredPayout =
  | {
      /** The gateway holds the payout and has not ended it badly. One that is `fail` and not final can still be sent. */
      readonly state: 'sent'
      readonly payout: Payout
      readonly reason?: undefined
      readonly message?: undefined
    }
  | {
      /** The gateway made the payout, and its final status is `fail`, `cancel` or `system_fail`. */
      readonly state: 'failed'
      readonly payout: Payout
      readonly reason?: undefined
      readonly message?: undefined
    }
  | {
      /** The payout was never made, and never will be under this `order_id`. */
      readonly state: 'refused'
      readonly payout?: undefined
      /** Why: the gateway refuses its amount or its other params, or `closePayout` gave it up. */
      readonly reason: 'amount_limit' | 'invalid_params' | 'closed'
      /** Words of the gateway, or of this package for `closed`; in English. */
      readonly message: string
    }
