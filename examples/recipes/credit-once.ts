/**
 * Credits an order with what a payment has brought, once, whatever is delivered twice, at once, late or in the wrong
 * order: the event and the credit are one row, written in one transaction with the order.
 *
 * An event brings what is confirmed so far for its `uuid`, less what was credited for that uuid before. So `paid` and then
 * `paid_over` credit the difference, and each deposit of a static wallet, which has a uuid of its own, counts.
 */

/** The tables: your orders, and a row for each event that has been credited. */
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

/** Runs something in a transaction, and commits when it resolves or rolls back when it rejects. */
export type Transact = <Value>(run: (transaction: Transaction) => Promise<Value>) => Promise<Value>

/** What has been confirmed for one payment. */
export interface Confirmed {
  /** `event.id` of an event that has been confirmed. */
  readonly id: string
  /** `event.uuid`. */
  readonly uuid: string
  /** Your own name of the order. */
  readonly orderId: string
  /** All that has been received under this uuid so far, as a decimal string: `event.payment_amount`. */
  readonly amount: string
}

/** Resolves with the amount that this event has added to the order: `"0"` when it has been credited before. */
export const creditOnce = (transact: Transact, { id, uuid, orderId, amount }: Confirmed): Promise<string> =>
  transact(async (transaction) => {
    // The lock makes events of one order wait for each other: each sees what the one before it has credited.
    const orders = await transaction.query('select id from orders where id = $1 for update', [orderId])
    if (orders.rows.length === 0) throw new Error(`There is no order ${orderId}.`)
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
