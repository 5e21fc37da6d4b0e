import type { Transact, Transaction } from './credit-once.ts'

/** What is used of a `Pool` of `pg`. */
interface Pool {
  connect(): Promise<Transaction & { release(broken?: boolean): void }>
}

/** Makes the transactions that `creditOnce` takes out of a `Pool` of `pg`. PGlite needs nothing: `database.transaction`. */
export const transactWithPg =
  (pool: Pool): Transact =>
  async (run) => {
    const client = await pool.connect()
    let failed = true
    try {
      await client.query('begin', [])
      const value = await run(client)
      await client.query('commit', [])
      failed = false
      return value
    } finally {
      // A connection that is closed rolls back whatever it had begun.
      client.release(failed)
    }
  }
