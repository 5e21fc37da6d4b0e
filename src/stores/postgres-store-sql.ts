import { quoteTable } from './quote-table.ts'

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
