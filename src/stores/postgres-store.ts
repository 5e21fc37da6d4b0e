import { configError } from '../errors/create-error.ts'
import { assertKnownNames } from '../options/forms.ts'
import { hasMethods } from '../options/require.ts'
import { createStore } from './make-store.ts'
import type { Store } from './types.ts'

/** Options of `postgresStore`. */
export interface PostgresStoreOptions {
  /**
   * Name of a table created with `postgresStoreSql`, after its schema where it needs one: `shop.cryptomus_store`. It is
   * quoted, so upper and lower case differ.
   */
  readonly table: string
}

/**
 * A connection to PostgreSQL: a `Pool` of `pg`, the `sql` of `postgres`, a PGlite, the `sql` or a `Pool` of
 * `@neondatabase/serverless`, or a function that runs a statement.
 */
export type PostgresQuery =
  | RunSql
  | {
      /** Runs a statement, as in `pg`, PGlite and Neon's driver. */
      query(text: string, values: string[]): PromiseLike<unknown>
    }
  | {
      /** Runs a statement, as in `postgres`. */
      unsafe(text: string, values: string[]): PromiseLike<unknown>
    }

/** Runs one SQL statement with the values of `$1`, `$2`, …; resolves with the rows, as an array or as `{ rows }`. */
export type RunSql = (text: string, values: string[]) => PromiseLike<unknown>

/**
 * Creates a store in a table of PostgreSQL 11 or later, for any number of processes.
 *
 * The table is created with `postgresStoreSql`, and its entries never expire. The query is one of these:
 *
 * - `postgresStore(new Pool(), { table: 'cryptomus_store' })` with `pg`;
 * - `postgresStore(postgres(), { table: 'cryptomus_store' })` with `postgres`;
 * - `postgresStore(new PGlite(), { table: 'cryptomus_store' })` with PGlite;
 * - `postgresStore(neon(url), { table: 'cryptomus_store' })` with Neon's driver;
 * - `postgresStore(async (text, values) => …, { table: 'cryptomus_store' })` with anything else that returns rows.
 *
 * The pool must not be the one whose connections your webhook handlers hold: with all of them taken, the lease of a record
 * could not be renewed, and another worker would take the record over.
 *
 * Each statement must run on the primary server and commit at once, so the query must not belong to a transaction. Under an
 * isolation level above `read committed`, a call that loses a race rejects with the database's error 40001 instead of
 * resolving with `false`.
 *
 * @throws {CryptomusError} kind `config`: the query or the table is missing or unusable, or an option is not known. The
 * store's methods reject with it when the query does not resolve with rows.
 */
export function postgresStore(query: PostgresQuery, options: PostgresStoreOptions): Store {
  const rowsOf = createRowQuery(query)
  assertKnownNames(options, ['table'])
  const table = quoteTable(options?.table)
  // Rows are returned and counted, because each driver reports the number of changes in another way.
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

// An entry of a B-tree index has at most 2,704 bytes, so a longer key is kept as its digest. `escapeText` puts nothing but
// hexadecimal digits behind U+001A, so no key can equal the digest of another.
const keyOf = `case when octet_length($1::text) <= 1000 then $1::text
  else chr(26) || 'sha256:' || encode(sha256(convert_to($1::text, 'UTF8')), 'hex') end`

/**
 * Returns the SQL that creates the table of `postgresStore` if it does not exist yet, for a migration.
 *
 * The table has one row for each payment and payout, and the store deletes none. It does not use `created_at`, which is there
 * so that you can delete old rows. A record whose row was deleted is handled again when anybody asks for it again.
 *
 * @throws {CryptomusError} kind `config`: `table` is missing or not the name of a table.
 */
export function postgresStoreSql(table: string): string {
  return `create table if not exists ${quoteTable(table)} (
  key text collate "C" primary key,
  value text not null,
  created_at timestamptz not null default now()
)`
}

// PostgreSQL truncates a longer name with no more than a notice, and two tables would become one.
const namePattern = /^[a-z_][a-z0-9_$]{0,62}$/i

/**
 * Quotes the name of a table, after its schema where there is one, for use in SQL: `shop.events` becomes `"shop"."events"`.
 * Throws a `config` error for anything else.
 */
export function quoteTable(table: unknown): string {
  if (table === undefined || table === null) throw configError('table', 'is missing')
  const parts = typeof table === 'string' ? table.split('.') : []
  const fits = (parts.length === 1 || parts.length === 2) && parts.every((part) => namePattern.test(part))
  if (fits) return parts.map((part) => `"${part}"`).join('.')
  throw configError(
    'table',
    'must be the name of a table, such as cryptomus_store or shop.cryptomus_store, of letters, digits and _',
  )
}

type Row = Readonly<Record<string, unknown>>

/** Creates a function that runs a statement and resolves with its rows, of any kind of connection. */
export function createRowQuery(query: PostgresQuery): (text: string, values: string[]) => Promise<readonly Row[]> {
  const run = toRunSql(query)
  return async (text, values) => {
    const result = await run(text, values)
    const rows = Array.isArray(result) ? result : (Object(result) as { rows?: unknown }).rows
    // An empty array means "no". A function that returns something else by mistake must not mean it too.
    if (!Array.isArray(rows)) throw configError('query', 'must resolve with rows, in a list or as { rows }')
    return rows as Row[]
  }
}

function toRunSql(query: PostgresQuery): RunSql {
  if (query === undefined || query === null) throw configError('query', 'is missing')
  // The sql of postgres and of Neon are functions too, but of other arguments; Neon's `unsafe` runs nothing.
  for (const method of ['query', 'unsafe'] as const) {
    const connection = query as { readonly [Method in typeof method]: RunSql }
    if (hasMethods(query, [method])) return (text, values) => connection[method](text, values)
  }
  if (typeof query === 'function') return query as RunSql
  throw configError(
    'query',
    'must be a Pool of pg, the sql of postgres or Neon, a PGlite, or a function (text, values)',
  )
}
