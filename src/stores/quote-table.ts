import { configError } from '../errors/config-error.ts'

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
