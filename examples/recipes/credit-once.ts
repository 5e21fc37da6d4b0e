/**
 * Credits an order once for each payment, even if events are delivered twice, concurrently, late or in another order.
 *
 * The entries of the ledger and the order are written in one transaction, so a crash leaves both or neither. An order is
 * credited in the currency of its invoice, whatever coin it was paid in: 125 DOGE are no 125 dollars. What arrived, in parts or
 * in excess or at a static wallet, stands in the ledger in the currency in which it arrived.
 */
import type { PaymentEvent, WalletEvent, WebhookHandlers } from 'cryptomus-kit'

/** Creates the tables: your orders, and a ledger with one row for each kind of entry of each payment. */
export const creditTables = [
  `create table if not exists orders (
    id text primary key,
    currency text not null,
    paid numeric not null default 0
  )`,
  `create table if not exists ledger (
    uuid text not null,
    kind text not null check (kind in ('invoice', 'received', 'refund')),
    order_id text not null,
    currency text not null,
    amount numeric not null,
    created_at timestamptz not null default now(),
    primary key (uuid, kind)
  )`,
]

/** A connection inside a transaction: a client of `pg`, a transaction of PGlite. */
export interface Transaction {
  query(text: string, values: string[]): Promise<{ readonly rows: readonly unknown[] }>
}

/** Runs a function in a transaction: commits if it resolves, rolls back if it rejects. */
export type Transact = <Value>(run: (transaction: Transaction) => Promise<Value>) => Promise<Value>

/**
 * Returns the handlers that credit: `createWebhookHandler({ …, on: { ...creditHandlers(transact), payout: … } })`.
 *
 * No other status has one. `confirm_check` is not certain yet, and `fail`, `cancel` and `system_fail` bring nothing.
 */
export const creditHandlers = (transact: Transact) =>
  ({
    'payment.paid': (event) => creditOnce(transact, event),
    'payment.paid_over': (event) => creditOnce(transact, event),
    'payment.wrong_amount_waiting': (event) => noteOnce(transact, event),
    'payment.wrong_amount': (event) => noteOnce(transact, event),
    'payment.refund_paid': (event) => reverseOnce(transact, event),
    'wallet.paid': (event) => noteOnce(transact, event),
    'wallet.paid_over': (event) => noteOnce(transact, event),
  }) satisfies WebhookHandlers

/** Adds what the invoice asks for to its order: on `paid` and `paid_over`. Resolves with the amount: `"0"` if it was there. */
export const creditOnce = (transact: Transact, event: PaymentEvent): Promise<string> =>
  transact(async (transaction) => {
    await noteReceived(transaction, event)
    const { uuid, order_id: orderId, currency, amount } = event
    const rows = await insertOnce(transaction, [uuid, 'invoice', orderId, currency, amount])
    return rows === 0 ? '0' : addToOrder(transaction, orderId, currency, amount)
  })

/**
 * Takes a credit back: on `refund_paid`. Resolves with the amount that was taken: `"0"` if there was none to take.
 *
 * It takes the whole credit. After a partial refund, which only Heleket has, take the amount that you asked for instead.
 */
export const reverseOnce = (transact: Transact, event: PaymentEvent): Promise<string> =>
  transact(async (transaction) => {
    const { uuid, order_id: orderId } = event
    const credits = await transaction.query(
      `select currency, amount::text from ledger where uuid = $1 and kind = 'invoice'`,
      [uuid],
    )
    const [credit] = credits.rows as readonly { readonly currency: string; readonly amount: string }[]
    if (credit === undefined) return '0'
    const rows = await insertOnce(transaction, [uuid, 'refund', orderId, credit.currency, `-${credit.amount}`])
    return rows === 0 ? '0' : addToOrder(transaction, orderId, credit.currency, `-${credit.amount}`)
  })

/** Notes what has arrived: a part of an invoice, or a deposit to a static wallet, which asks for nothing. */
export const noteOnce = (transact: Transact, event: PaymentEvent | WalletEvent): Promise<void> =>
  transact((transaction) => noteReceived(transaction, event))

async function noteReceived(transaction: Transaction, event: PaymentEvent | WalletEvent): Promise<void> {
  const { uuid, order_id: orderId, payer_currency: currency, payment_amount: amount } = event
  // Absent where nothing arrived: for an invoice that was marked as paid by hand.
  if (!currency || !amount) return
  // `payment_amount` is the total so far, so the larger one is the later one.
  await transaction.query(
    `insert into ledger (uuid, kind, order_id, currency, amount) values ($1, 'received', $2, $3, $4::numeric)
     on conflict (uuid, kind) do update set amount = greatest(ledger.amount, excluded.amount)`,
    [uuid, orderId, currency, amount],
  )
}

/** Inserts an entry unless it is there. The unique key makes a concurrent transaction wait, and then find it. */
async function insertOnce(transaction: Transaction, values: string[]): Promise<number> {
  const { rows } = await transaction.query(
    `insert into ledger (uuid, kind, order_id, currency, amount) values ($1, $2, $3, $4, $5::numeric)
     on conflict (uuid, kind) do nothing returning uuid`,
    values,
  )
  return rows.length
}

async function addToOrder(transaction: Transaction, orderId: string, currency: string, amount: string) {
  // PostgreSQL adds `numeric` exactly, and the row is locked until the transaction ends.
  const { rows } = await transaction.query(
    'update orders set paid = paid + $3::numeric where id = $1 and upper(currency) = upper($2) returning id',
    [orderId, currency, amount],
  )
  if (rows.length === 0) throw new Error(`There is no order ${orderId} in ${currency}.`)
  return amount
}
