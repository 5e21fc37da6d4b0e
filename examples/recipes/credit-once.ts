/**
 * Credits an order once for each payment, even if events are delivered twice, concurrently, late or in another order.
 *
 * The row of `credits` and the order are written in one transaction, so a crash leaves both or neither.
 *
 * An event adds the amount that is confirmed so far for its `uuid`, minus the amount already credited for that `uuid`. So
 * `paid_over` after `paid` adds the difference. Each deposit to a static wallet has a `uuid` of its own and adds its amount.
 */

/** Creates the tables: your orders, and one row for each event that has been credited. */
export const creditTables = [
  `create table if not exists orders (
    id text primary key,
    paid numeric not null default 0
  )`,
  `create table if not exists credits (
    event_id text primary key,
    uuid text not null,
    order_id text not null references orders,
    amount numeric not null,
    created_at timestamptz not null default now()
  )`,
  'create index if not exists credits_uuid on credits (uuid)',
]

/** A connection inside a transaction: a client of `pg`, a transaction of PGlite. */
export interface Transaction {
  query(text: string, values: string[]): Promise<{ readonly rows: readonly unknown[] }>
}

/** Runs a function in a transaction: commits if it resolves, rolls back if it rejects. */
export type Transact = <Value>(run: (transaction: Transaction) => Promise<Value>) => Promise<Value>

/** The amount that is confirmed for one payment. */
export interface Confirmed {
  /** `event.id` of a confirmed event. A repeated delivery has the same one. */
  readonly id: string
  /** `event.uuid`: identifies the payment. */
  readonly uuid: string
  /** Your own id of the order. */
  readonly orderId: string
  /** Total received under this `uuid` so far, in the payer's currency, as a decimal string: `event.payment_amount`. */
  readonly amount: string
}

/** Resolves with the amount that this event added to the order: `"0"` if it was credited before. */
export const creditOnce = (transact: Transact, { id, uuid, orderId, amount }: Confirmed): Promise<string> =>
  transact(async (transaction) => {
    // The row lock makes concurrent events of one order wait, so that each sees the credits of the one before it.
    const orders = await transaction.query('select id from orders where id = $1 for update', [orderId])
    if (orders.rows.length === 0) throw new Error(`There is no order ${orderId}.`)
    // The amounts are added and subtracted by PostgreSQL as `numeric`, exactly. A known event inserts no row.
    const { rows } = await transaction.query(
      `insert into credits (event_id, uuid, order_id, amount)
       select $1::text, $2::text, $3::text, greatest($4::numeric - coalesce(sum(amount), 0), 0)
       from credits where uuid = $2::text
       on conflict (event_id) do nothing returning amount::text`,
      [id, uuid, orderId, amount],
    )
    const [credit] = rows as readonly { readonly amount: string }[]
    if (credit === undefined) return '0'
    await transaction.query('update orders set paid = paid + $2::numeric where id = $1', [orderId, credit.amount])
    return credit.amount
  })
