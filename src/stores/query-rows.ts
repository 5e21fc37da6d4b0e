import { configError } from '../errors/config-error.ts'
import type { PostgresQuery, RunSql } from './postgres-types.ts'

/** A row of an answer. */
export type Row = Readonly<Record<string, unknown>>

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
