import { configError } from '../errors/create-error.ts'
import { assertKnownNames } from '../options/known-names.ts'
import { createStore } from './make-store.ts'
import type { Store } from './types.ts'

// PostgreSQL cuts longer names off without a word, and two tables would become one.
const name = /^[a-z_][a-z0-9_$]{0,62}$/i

/**
 * Spells the name of a table for use in SQL, its schema before it where there is one: `shop.events`, in quotes. Throws a
 * `config` error for anything else.
 */
export function quoteTable(table: unknown): string {
  if (table === undefined || table === null) throw configError('table', 'is missing')
  const parts = typeof table === 'string' ? table.split('.') : []
  const fits = (parts.length === 1 || parts.length === 2) && parts.every((part) => name.test(part))
  if (fits) return parts.map((part) => `"${part}"`).join('.')
  throw configError(
    'table',
    'must be the name of a table, such as cryptomus_store or shop.cryptomus_store, of letters, digits and _',
  )
}

/**
 * Gives the SQL that creates the table of `postgresStore` where it does not exist yet, for a migration.
 *
 * Nothing deletes from it. `created_at` is for you: a row of a webhook can go when the gateway will not send it again, a
 * row of a payout never.
 */
export function postgresStoreSql(table: string): string {
  return `create table if not exists ${quoteTable(table)} (
  key text collate "C" primary key,
  value text not null,
  created_at timestamptz not null default now()
)`
}

/** Sends one SQL statement with its values and resolves with the rows, in a list or in `rows` of an object. */
export type RunSql = (text: string, values: string[]) => PromiseLike<unknown>

/** A way to PostgreSQL: a `Pool` of `pg`, the `sql` of `postgres`, a PGlite, or a function that sends a statement. */
export type PostgresQuery =
  | RunSql
  | {
      /** Sends a statement, as `pg` and PGlite do. */
      query(text: string, values: string[]): PromiseLike<unknown>
    }
  | {
      /** Sends a statement, as `postgres` does. */
      unsafe(text: string, values: string[]): PromiseLike<unknown>
    }

/** Where `postgresStore` keeps its entries. */
export interface PostgresStoreOptions {
  /**
   * Name of the table that `postgresStoreSql` describes, with its schema before it where needed: `shop.cryptomus_store`.
   * It is used in quotes, so capital letters count.
   */
  readonly table: string
}

/** A row of an answer. */
type Row = Readonly<Record<string, unknown>>

const has = (query: PostgresQuery, name: string) =>
  typeof (Object(query) as Readonly<Record<string, unknown>>)[name] === 'function'

function runnerOf(query: PostgresQuery): RunSql {
  if (query === undefined || query === null) throw configError('query', 'is missing')
  // The sql of postgres is a function as well, one that takes something else.
  if (has(query, 'unsafe')) return (text, values) => (query as { unsafe: RunSql }).unsafe(text, values)
  if (typeof query === 'function') return query as RunSql
  if (has(query, 'query')) return (text, values) => (query as { query: RunSql }).query(text, values)
  throw configError('query', 'must be a Pool of pg, the sql of postgres, a PGlite, or a function (text, values)')
}

/** Makes one function that resolves with rows of whatever way to PostgreSQL it is given. */
export function queryRows(query: PostgresQuery): (text: string, values: string[]) => Promise<readonly Row[]> {
  const run = runnerOf(query)
  return async (text, values) => {
    const answer = await run(text, values)
    const rows = Array.isArray(answer) ? answer : (Object(answer) as { rows?: unknown }).rows
    // No row means no: that must not be what a wrong function says.
    if (!Array.isArray(rows)) throw configError('query', 'must resolve with rows, in a list or as { rows }')
    return rows as Row[]
  }
}

// An index takes entries of 2,704 bytes at the most, so a longer key is kept as its digest. Behind the mark of
// `escapeText` no key has anything but hexadecimal digits, so none can look like one.
const keyOf = `case when octet_length($1::text) <= 1000 then $1::text
  else chr(26) || 'sha256:' || encode(sha256(convert_to($1::text, 'UTF8')), 'hex') end`

/**
 * Makes a store in a table of PostgreSQL 11 or later, which `postgresStoreSql` creates:
 *
 * ```ts
 * postgresStore(new Pool(), { table: 'cryptomus_store' })       // pg
 * postgresStore(postgres(), { table: 'cryptomus_store' })       // postgres
 * postgresStore(new PGlite(), { table: 'cryptomus_store' })     // PGlite
 * postgresStore((text, values) => run(text, values), { table }) // anything that resolves with rows
 * ```
 *
 * Each statement must run on the primary server and commit at once, so the query is not to be one of a transaction. Under
 * an isolation above `read committed`, the loser of a race gets the database's error 40001 instead of `false`.
 */
export function postgresStore(query: PostgresQuery, options: PostgresStoreOptions): Store {
  const rowsOf = queryRows(query)
  assertKnownNames(options, ['table'])
  const table = quoteTable(options?.table)
  // Returned rows, because each driver counts in another way.
  const changes = async (text: string, values: string[]) =>
    (await rowsOf(`${text} returning 1 as changed`, values)).length > 0
  return createStore({
    get: async (key) => {
      const [row] = await rowsOf(`select value from ${table} where key = ${keyOf}`, [key])
      if (row === undefined || typeof row.value === 'string') return row?.value as string | undefined
      throw configError('query', 'must resolve with rows that are objects')
    },
    add: (key, value) =>
      changes(`insert into ${table} (key, value) values (${keyOf}, $2::text) on conflict (key) do nothing`, [
        key,
        value,
      ]),
    replace: (key, from, to) =>
      changes(`update ${table} set value = $3::text where key = ${keyOf} and value = $2::text`, [key, from, to]),
  })
}
