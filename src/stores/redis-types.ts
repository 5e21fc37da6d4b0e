/** What is used of a client of `redis` (node-redis 4, 5 or 6): one connection, a pool, a cluster or a sentinel. */
export interface NodeRedisClient {
  /** Sends GET. */
  get(key: string): PromiseLike<unknown>
  /** Sends SET. */
  set(key: string, value: string, options: { NX: true; PX?: number }): PromiseLike<unknown>
  /** Sends EVAL. */
  eval(script: string, options: { keys: string[]; arguments: string[] }): PromiseLike<unknown>
}

/** What is used of a client of `ioredis` 5 or 6: one connection or a cluster. */
export interface IoRedisClient {
  /** Sends any command. */
  call(command: string, ...args: string[]): PromiseLike<unknown>
}

/** A client of `redis` or of `ioredis`. */
export type RedisClient = NodeRedisClient | IoRedisClient

/** Where and how long `redisStore` keeps its entries. */
export interface RedisStoreOptions {
  /**
   * What every key begins with, as it is: `shop:webhooks:`. Stores are apart when neither prefix begins with the other.
   */
  readonly prefix: string
  /**
   * Milliseconds after which an entry is forgotten, counted from the last write. `ensurePayout` refuses a store that has
   * it, and the handler of webhooks one that has less than a week.
   * @default entries are kept for good
   */
  readonly expireMs?: number | undefined
}
