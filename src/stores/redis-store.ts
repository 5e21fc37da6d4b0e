import { configError } from '../errors/config-error.ts'
import { checkOptions } from './check-options.ts'
import { makeStore } from './make-store.ts'
import { redisCommands } from './redis-commands.ts'
import type { RedisClient, RedisStoreOptions } from './redis-types.ts'
import type { Store } from './types.ts'

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

function checkedExpiry(expireMs: unknown): number | undefined {
  if (expireMs === undefined || (Number.isSafeInteger(expireMs) && Number(expireMs) > 0)) return expireMs as number
  throw configError('expireMs', 'must be a whole number of milliseconds above zero')
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
  checkOptions(options, ['prefix', 'expireMs'])
  const prefix = checkedPrefix(options?.prefix)
  const expireMs = checkedExpiry(options.expireMs)
  const expiry = expireMs === undefined ? [] : [String(expireMs)]
  return makeStore(
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
