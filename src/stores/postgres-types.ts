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
