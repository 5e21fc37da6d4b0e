import { configError } from '../errors/config-error.ts'
import type { IoRedisClient, NodeRedisClient, RedisClient } from './redis-types.ts'

/** The commands that a store needs, in one spelling for all clients. */
export interface RedisCommands {
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
