import type { Transact, Transaction } from './credit-once.ts'

/** The subset of a `Pool` of `pg` that is used. */
interface Pool {
  connect(): Promise<Transaction & { release(broken?: boolean): void }>
}

/**
 * Creates the `Transact` function of `creditOnce` from a `Pool` of `pg`. For PGlite, pass `database.transaction`.
 *
 * Give the store a pool of its own: `postgresStore(new Pool({ max: 4 }), …)`. While handlers hold every connection of a shared
 * one, the lease of a record cannot be renewed, and another worker takes the record over.
 */
export const transactWithPg =
  (pool: Pool): Transact =>
  async (run) => {
    // A transaction needs one connection for all its statements; the pool could use another one for each query.
    const client = await pool.connect()
    let failed = true
    try {
      await client.query('begin', [])
      const value = await run(client)
      await client.query('commit', [])
      failed = false
      return value
    } finally {
      // After a failure the connection is closed, not reused. PostgreSQL then rolls its transaction back.
      client.release(failed)
    }
  }
