import type { CryptomusError, RefusalReason } from '../errors/types.ts'
import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
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
   * Milliseconds between two requests for one payout, unless the first got a response: 60_000 to 86_400_000. A quarter of it is
   * the time that one request may take. @default 120_000
   */
  readonly graceMs?: number | undefined
  /** Aborts the call. The payout is not undone: it stays in the store, and the next call continues. */
  readonly signal?: Signal | undefined
  /** Returns milliseconds since 1970. @default Date.now */
  readonly now?: (() => number) | undefined
  /** Waits. @default a timer */
  readonly sleep?: ((ms: number, signal?: Signal) => Promise<unknown>) | undefined
}

/** Certain result of a payout. A refund follows `failed` and `refused`, and nothing else. */
export type EnsuredPayout =
  | {
      /** The gateway has the payout, and it has not failed. A status `fail` that is not final is no failure: it can still be paid. */
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

/** Result of one payout of `sendPayouts`, with the params as they were given. */
export type PayoutRow<Params = CreatePayoutParams> = { readonly params: Params } & (
  | (EnsuredPayout & { readonly error?: undefined })
  | {
      /** It is not known yet whether it was made, or the gateway refuses it for now. Another run continues it. Never refund. */
      readonly state: 'unsettled'
      readonly payout?: undefined
      /** Why the gateway refused it for now, if it did. */
      readonly reason?: RefusalReason | undefined
      /** Message of the error, in English. */
      readonly message: string
      /** `retryAfterMs` says when another run can bring news; `retryable: false` that a person has to look. */
      readonly error: CryptomusError<'unsettled'>
    }
  | {
      /** The params make no payout, or another payout lives under the `order_id`. A person has to look. Never refund. */
      readonly state: 'stuck'
      readonly payout?: undefined
      readonly reason?: undefined
      /** Message of the error, in English. */
      readonly message: string
      readonly error: CryptomusError<'conflict'> | CryptomusError<'validation'>
    }
)

/** Progress of `sendPayouts`: numbers of rows, and the pause that the gateway asked for. */
export interface PayoutsProgress {
  /** Rows taken from the iterable so far. */
  readonly taken: number
  /** Rows settled as `sent` so far. */
  readonly sent: number
  /** Rows settled as `failed` so far. */
  readonly failed: number
  /** Rows settled as `refused` so far. */
  readonly refused: number
  /** Rows that are `unsettled` in this run. */
  readonly unsettled: number
  /** Rows that are `stuck`. */
  readonly stuck: number
  /** Milliseconds for which no row begins, because the gateway said that there are too many requests; 0 if it did not. */
  readonly pausedMs: number
}

/** Options of `sendPayouts`: those of `ensurePayout` for every row, and those of the run. */
export interface SendPayoutsOptions<Params = CreatePayoutParams> extends EnsurePayoutOptions {
  /** Maximum number of payouts at a time, from 1 to 1,000. @default 4 */
  readonly concurrency?: number | undefined
  /** Maximum number of payouts begun in a second; fractions are fine. @default no limit */
  readonly ratePerSecond?: number | undefined
  /**
   * Returns whether a row is a reason to take no more. Those that have begun go on, and are yielded.
   *
   * @default the reasons that concern every row: `not_enough_funds`, `forbidden` and `invalid_sign`
   */
  readonly stopOn?: ((row: PayoutRow<Params>) => boolean | Promise<boolean>) | undefined
  /** Called after each row that settles, and for each pause. An error that it throws is ignored. @default none */
  readonly onProgress?: ((progress: PayoutsProgress) => unknown) | undefined
  /** Aborts the run: nothing new begins, what has begun is yielded, and then the loop throws the signal's reason. */
  readonly signal?: Signal | undefined
}
