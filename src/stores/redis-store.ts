import { configError } from '../errors/create-error.ts'
import { assertKnownNames } from '../options/known-names.ts'
import { requireMilliseconds } from '../options/require.ts'
import { createStore } from './make-store.ts'
import type { Store } from './types.ts'

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

/** The commands that a store needs, in one spelling for all clients. */
interface RedisCommands {
  /** GET. */
  readonly get: (key: string) => PromiseLike<unknown>
  /** SET with NX, and with PX when there is a time. */
  readonly setNew: (key: string, value: string, expireMs?: number) => PromiseLike<unknown>
  /** EVAL with one key, so that a cluster knows where to send it. */
  readonly run: (script: string, key: string, args: readonly string[]) => PromiseLike<unknown>
}

const has = (client: RedisClient, names: readonly string[]) =>
  names.every((name) => typeof (Object(client) as Readonly<Record<string, unknown>>)[name] === 'function')

const ofIoRedis = (client: IoRedisClient): RedisCommands => ({
  get: (key) => client.call('get', key),
  setNew: (key, value, expireMs) =>
    client.call('set', key, value, ...(expireMs === undefined ? [] : ['PX', String(expireMs)]), 'NX'),
  run: (script, key, args) => client.call('eval', script, '1', key, ...args),
})

const ofNodeRedis = (client: NodeRedisClient): RedisCommands => ({
  get: (key) => client.get(key),
  setNew: (key, value, expireMs) =>
    client.set(key, value, { NX: true, ...(expireMs !== undefined && { PX: expireMs }) }),
  run: (script, key, args) => client.eval(script, { keys: [key], arguments: [...args] }),
})

/** Gives the commands of a client their one spelling and throws a `config` error for what is no client. */
export function redisCommands(client: RedisClient): RedisCommands {
  if (client === undefined || client === null) throw configError('client', 'is missing')
  // Both have get, set and eval, and take other arguments; only one has call.
  if (has(client, ['call'])) return ofIoRedis(client as IoRedisClient)
  if (has(client, ['get', 'set', 'eval'])) return ofNodeRedis(client as NodeRedisClient)
  throw configError('client', 'must be a client of redis (4 or later) or of ioredis')
}

/** Redis runs a script as one step. */
const replaceScript = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[3] then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) else redis.call('SET', KEYS[1], ARGV[2]) end
return 1`

function checkedPrefix(prefix: unknown): string {
  if (prefix === undefined || prefix === null) throw configError('prefix', 'is missing')
  if (typeof prefix !== 'string') throw configError('prefix', 'must be a string')
  if (prefix.trim() === '') throw configError('prefix', 'is blank')
  return prefix
}

/**
 * Makes a store in Redis with a client of yours, of `redis` or of `ioredis`:
 * `redisStore(client, { prefix: 'shop:webhooks:' })`.
 *
 * The server must not evict (`maxmemory-policy noeviction`), and reads must not go to replicas. Redis copies to replicas
 * after it has answered, so a failover can lose what was written last: payouts are safer in PostgreSQL.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions): Store {
  const commands = redisCommands(client)
  assertKnownNames(options, ['prefix', 'expireMs'])
  const prefix = checkedPrefix(options?.prefix)
  const expireMs =
    options.expireMs === undefined ? undefined : requireMilliseconds(options.expireMs, 'expireMs', { whole: true })
  const expiry = expireMs === undefined ? [] : [String(expireMs)]
  return createStore(
    {
      get: async (key) => {
        const value = await commands.get(prefix + key)
        // A client can be told to answer with Buffers, which are text in UTF-8.
        return value === undefined || value === null ? undefined : String(value)
      },
      add: async (key, value) => {
        const answer = await commands.setNew(prefix + key, value, expireMs)
        return answer !== undefined && answer !== null
      },
      replace: async (key, from, to) =>
        Number(await commands.run(replaceScript, prefix + key, [from, to, ...expiry])) === 1,
    },
    expireMs,
  )
}
