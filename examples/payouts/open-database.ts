import { PGlite } from '@electric-sql/pglite'
import { postgresStore, postgresStoreSql, type Store } from 'cryptomus-kit'
import { Pool } from 'pg'
import type { Transact, Transaction } from '../recipes/credit-once.ts'
import { transactWithPg } from '../recipes/transact-with-pg.ts'
import { withdrawalTables } from './withdrawals.ts'

/** The database of the shop, and the store of payouts on a connection of its own. */
export interface Database {
  readonly transact: Transact
  /** Runs a statement, or several of them if there are no values. */
  readonly query: Transaction['query']
  readonly store: Store
  readonly close: () => Promise<unknown>
}

const table = 'cryptomus_store'

/** Opens two databases in this process, because a PGlite has one connection and the store needs its own. */
export async function openPglite(): Promise<Database> {
  const [shop, payouts] = await Promise.all([PGlite.create(), PGlite.create()])
  for (const sql of withdrawalTables) await shop.exec(sql)
  await payouts.exec(postgresStoreSql(table))
  return {
    transact: (run) => shop.transaction(run),
    query: async (text, values) =>
      values.length > 0 ? shop.query(text, values) : ((await shop.exec(text)).at(-1) ?? { rows: [] }),
    store: postgresStore(payouts, { table }),
    close: () => Promise.all([shop.close(), payouts.close()]),
  }
}

/** Opens a PostgreSQL with two pools: workers that hold every connection of one must not keep the store from working. */
export async function openPostgres(connectionString: string, concurrency = 4): Promise<Database> {
  const shop = new Pool({ connectionString, max: concurrency })
  const payouts = new Pool({ connectionString, max: concurrency })
  // A connection that breaks while nobody uses it must not end the process.
  for (const pool of [shop, payouts]) pool.on('error', console.error)
  // One transaction with a lock: two processes that start at once must not both create a table.
  const lock = 'select pg_advisory_xact_lock(1)'
  await shop.query([lock, ...withdrawalTables, postgresStoreSql(table)].join(';\n'))
  return {
    transact: transactWithPg(shop),
    query: (text, values) => shop.query(text, values),
    store: postgresStore(payouts, { table }),
    close: () => Promise.all([shop.end(), payouts.end()]),
  }
}

/** Opens the PostgreSQL of an address, or one in this process if there is none. */
export const openDatabase = (url: string | undefined): Promise<Database> =>
  url === undefined ? openPglite() : openPostgres(url)
