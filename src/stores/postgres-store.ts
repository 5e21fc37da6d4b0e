import { configError } from '../errors/config-error.ts'
import { checkOptions } from './check-options.ts'
import { makeStore } from './make-store.ts'
import type { PostgresQuery, PostgresStoreOptions } from './postgres-types.ts'
import { queryRows } from './query-rows.ts'
import { quoteTable } from './quote-table.ts'
import type { Store } from './types.ts'

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
  checkOptions(options, ['table'])
  const table = quoteTable(options?.table)
  // Returned rows, because each driver counts in another way.
  const changes = async (text: string, values: string[]) =>
    (await rowsOf(`${text} returning 1 as changed`, values)).length > 0
  return makeStore({
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
