/**
 * Small texts under names, shared by every process that has to know them. The handler of webhooks keeps there which event
 * is being worked on or done, and `ensurePayout` what has been sent.
 *
 * The three functions must be linearizable for each key: what one has reported, every later one sees, whichever process
 * asks. Of several that run at once on one key, at most one `add` and one `replace` of the same value report `true`.
 *
 * A call that loses its connection may reject or report `false` although it has written, so only `true` and what `get`
 * resolves with are certain.
 */
export interface Store {
  /**
   * How long an entry is kept after it was written the last time, in milliseconds; absent when it is kept for good. A
   * store that expires its entries has to say so: forgotten payouts would be sent again.
   */
  readonly expireMs?: number | undefined
  /** Resolves with what is stored under a key, or with `undefined`. */
  readonly get: (key: string) => Promise<string | undefined>
  /** Stores a value under a key that has none, in one atomic step. Resolves with whether it did. */
  readonly add: (key: string, value: string) => Promise<boolean>
  /** Stores `to` in the place of `from`, in one atomic step. Resolves with whether `from` was what was there. */
  readonly replace: (key: string, from: string, to: string) => Promise<boolean>
}
