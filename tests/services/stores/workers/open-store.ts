import { createClient } from 'redis'
import { postgresStore, postgresStoreSql } from '../../../../src/stores/postgres-store.ts'
import { redisStore } from '../../../../src/stores/redis-store.ts'
import type { Store } from '../../../../src/stores/types.ts'
import { openPool } from './open-pool.ts'

/** A store of a service, and the effect of a handler in the same service, which can be counted. */
export interface OpenStore {
  readonly store: Store
  readonly act: (uuid: string) => Promise<void>
  readonly count: (uuid: string) => Promise<number>
  readonly close: () => Promise<unknown>
}

async function openRedis(url: string): Promise<OpenStore> {
  const client = createClient({ url })
  await client.connect()
  return {
    store: redisStore(client, { prefix: 'webhooks:' }),
    act: async (uuid) => void (await client.incr(`effects:${uuid}`)),
    count: async (uuid) => Number(await client.get(`effects:${uuid}`)),
    close: async () => client.destroy(),
  }
}

const effectsSql = 'create table if not exists effects (id bigserial primary key, uuid text not null)'

async function openPostgres(url: string): Promise<OpenStore> {
  const pool = openPool({ connectionString: url, max: 10 })
  // Processes that create the same table at once can disturb each other; a lock makes them take turns.
  await pool.query(`begin; select pg_advisory_xact_lock(1); ${postgresStoreSql('webhooks')}; ${effectsSql}; commit`)
  return {
    store: postgresStore(pool, { table: 'webhooks' }),
    act: async (uuid) => void (await pool.query('insert into effects (uuid) values ($1)', [uuid])),
    count: async (uuid) =>
      Number((await pool.query('select count(*) as count from effects where uuid = $1', [uuid])).rows[0].count),
    close: () => pool.end(),
  }
}

/** Opens a store by the address of its service: `redis://…` or `postgres://…`. */
export const openStore = (url: string): Promise<OpenStore> =>
  url.startsWith('redis:') ? openRedis(url) : openPostgres(url)
