import { configError } from '../errors/create-error.ts'
import { assertKnownNames } from '../options/forms.ts'
import { hasMethods, requireWholeMilliseconds } from '../options/require.ts'
import { createStore } from './make-store.ts'
import type { Store } from './types.ts'

/** Options of `redisStore`. */
export interface RedisStoreOptions {
  /** Prefix of every key: `shop:webhooks:`. Two stores share no key if neither prefix begins with the other. */
  readonly prefix: string
  /**
   * Milliseconds after which an entry expires, counted from its last write. What has expired is forgotten, a credited payment
   * too, and the gateway can be asked to deliver a webhook again at any time: choose weeks or months, never minutes.
   * @default entries never expire
   */
  readonly expireMs?: number | undefined
}

/** A client of `redis`, of `ioredis` or of `@upstash/redis`. */
export type RedisClient = NodeRedisClient | IoRedisClient | UpstashClient

/** The subset that is used of a client of `redis` 4, 5 or 6: a connection, a pool, a cluster or a sentinel. */
export interface NodeRedisClient {
  /** Sends GET. */
  get(key: string): PromiseLike<unknown>
  /** Sends SET. */
  set(key: string, value: string, options: { NX: true; PX?: number }): PromiseLike<unknown>
  /** Sends EVAL. */
  eval(script: string, options: { keys: string[]; arguments: string[] }): PromiseLike<unknown>
}

/** The subset that is used of a client of `ioredis` 5 or 6: a connection or a cluster. */
export interface IoRedisClient {
  /** Sends any command. */
  call(command: string, ...args: string[]): PromiseLike<unknown>
}

/** The subset that is used of a client of `@upstash/redis` 1, which reaches Redis over HTTP. */
export interface UpstashClient {
  /** Exists on clients of Upstash only, by which they are recognised. */
  createScript(script: string): unknown
  /** Sends SET. */
  set(key: string, value: string, options: { nx: true; px: number } | { nx: true }): PromiseLike<unknown>
  /** Sends EVAL. */
  eval(script: string, keys: string[], args: string[]): PromiseLike<unknown>
}

/**
 * Creates a store in Redis, for any number of processes, with a client of `redis`, `ioredis` or `@upstash/redis`:
 * `redisStore(client, { prefix: 'shop:webhooks:' })`.
 *
 * The server must not evict keys (`maxmemory-policy noeviction`), and reads must not go to replicas. Redis replicates after
 * it has replied, so a failover can lose the last writes, and their events are handled again when they are delivered again.
 *
 * @throws {CryptomusError} kind `config`: the client or an option is missing or unusable, or an option is not known.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions): Store {
  const commands = createRedisCommands(client)
  assertKnownNames(options, ['prefix', 'expireMs'])
  const prefix = requirePrefix(options?.prefix)
  const expireMs = options.expireMs === undefined ? undefined : requireWholeMilliseconds(options.expireMs, 'expireMs')
  const expiry = expireMs === undefined ? [] : [String(expireMs)]
  return createStore({
    expires: expireMs === undefined ? undefined : true,
    get: async (key) => {
      const value = await commands.get(prefix + key)
      // A client can be configured to return a Buffer, whose text is UTF-8.
      return value === undefined || value === null ? undefined : String(value)
    },
    add: async (key, value) => {
      const reply = await commands.setNew(prefix + key, value, expireMs)
      return reply !== undefined && reply !== null
    },
    replace: async (key, from, to) =>
      Number(await commands.run(replaceScript, prefix + key, [from, to, ...expiry])) === 1,
  })
}

function requirePrefix(prefix: unknown): string {
  if (prefix === undefined || prefix === null) throw configError('prefix', 'is missing')
  if (typeof prefix !== 'string') throw configError('prefix', 'must be a string')
  if (prefix.trim() === '') throw configError('prefix', 'is blank')
  return prefix
}

// Redis runs a script atomically.
const replaceScript = `if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[3] then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) else redis.call('SET', KEYS[1], ARGV[2]) end
return 1`

/** The commands that a store needs, with the same arguments for every client. */
interface RedisCommands {
  /** GET. */
  readonly get: (key: string) => PromiseLike<unknown>
  /** SET with NX, and with PX if there is an expiry. */
  readonly setNew: (key: string, value: string, expireMs?: number) => PromiseLike<unknown>
  /** EVAL with one key, by which a cluster chooses the node. */
  readonly run: (script: string, key: string, args: readonly string[]) => PromiseLike<unknown>
}

/** Creates the commands of a client. Throws a `config` error for a value that is not a client. */
export function createRedisCommands(client: RedisClient): RedisCommands {
  if (client === undefined || client === null) throw configError('client', 'is missing')
  // All kinds have set and eval, with different arguments; only ioredis has call, and only Upstash has createScript.
  if (hasMethods(client, ['call'])) return ofIoRedis(client as IoRedisClient)
  if (hasMethods(client, ['createScript', 'set', 'eval'])) return ofUpstash(client as UpstashClient)
  if (hasMethods(client, ['get', 'set', 'eval'])) return ofNodeRedis(client as NodeRedisClient)
  throw configError('client', 'must be a client of redis (4 or later), ioredis or @upstash/redis')
}

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

// Upstash parses the result of a command as JSON where it can. With a letter before it, a text stays as it is.
const getScript = `local value = redis.call('GET', KEYS[1])
return value and 'v' .. value`

const ofUpstash = (client: UpstashClient): RedisCommands => ({
  get: async (key) => {
    const marked = await client.eval(getScript, [key], [])
    return typeof marked === 'string' ? marked.slice(1) : undefined
  },
  setNew: (key, value, expireMs) =>
    client.set(key, value, expireMs === undefined ? { nx: true } : { nx: true, px: expireMs }),
  run: (script, key, args) => client.eval(script, [key], [...args]),
})
