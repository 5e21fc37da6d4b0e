/**
 * A key-value store of short texts that every process of an application shares. The webhook handler keeps one entry for each
 * record: the states that were handled and begun, and the claim of a worker. `ensurePayout` keeps one for each payout.
 *
 * The three methods must be linearizable for each key: once a call has resolved, every call that starts later, in any
 * process, sees its effect. Of concurrent `add` calls for one key, at most one resolves with `true`; of concurrent `replace`
 * calls that replace the same value by another, at most one.
 *
 * A call whose connection breaks may reject, or resolve with `false`, although it has written. Only `true` and the value
 * that `get` resolves with are certain.
 */
export interface Store {
  /**
   * `true` if entries disappear by themselves some time after they were last written. Such a store must declare it: a state whose
   * entry has expired is handled again at the next delivery or check, and `ensurePayout` refuses the store.
   * @default entries never expire
   */
  readonly expires?: true | undefined
  /** Resolves with the value stored under a key, or with `undefined` if there is none. */
  readonly get: (key: string) => Promise<string | undefined>
  /** Stores a value under a key that has none, atomically. Resolves with `true` if it did, with `false` if there was one. */
  readonly add: (key: string, value: string) => Promise<boolean>
  /**
   * Replaces the value under a key by `to` if it equals `from`, atomically. Resolves with `true` if it did, with `false` if
   * there was no value or another one.
   */
  readonly replace: (key: string, from: string, to: string) => Promise<boolean>
}
