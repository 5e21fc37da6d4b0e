import { Pool, type PoolConfig } from 'pg'

/**
 * Opens a pool that says nothing when its server goes: a pool has ended before its connections have, and the server's
 * goodbye to one of those is an error.
 */
export function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config)
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
