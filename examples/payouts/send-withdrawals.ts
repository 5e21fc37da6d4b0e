/**
 * Sends the withdrawals of a shop's customers, each once, from a table in PostgreSQL: with any number of workers, of which any
 * can die at any moment.
 */
import {
  type Caller,
  type CreatePayoutParams,
  closePayout,
  type EnsuredPayout,
  ensurePayout,
  payoutOrderId,
  type Store,
  settle,
} from 'cryptomus-kit'
import type { Transact, Transaction } from '../recipes/credit-once.ts'

/** Creates the tables. Yours exist already; what counts are the columns `state`, `due_at` and `created_at`. */
export const withdrawalTables = [
  `create table if not exists accounts (
    id text primary key,
    balance numeric not null check (balance >= 0)
  )`,
  `create table if not exists withdrawals (
    id bigint generated always as identity primary key,
    account_id text not null references accounts,
    amount numeric not null,
    address text not null,
    state text not null default 'open', -- then sent and done, or returned, or stuck
    note text,
    due_at timestamptz not null default now(),
    created_at timestamptz not null default now()
  )`,
  `create index if not exists withdrawals_due on withdrawals (due_at) where state in ('open', 'sent')`,
]

/** Takes the amount from a balance and writes down that it is to be sent: both, or neither. */
export const requestWithdrawal = (transact: Transact, account: string, amount: string, address: string) =>
  transact(async (transaction) => {
    await transaction.query('update accounts set balance = balance - $2::numeric where id = $1', [account, amount])
    await transaction.query('insert into withdrawals (account_id, amount, address) values ($1, $2::numeric, $3)', [
      account,
      amount,
      address,
    ])
  })

/** A row of `withdrawals`. */
interface Withdrawal {
  readonly id: string
  readonly account: string
  readonly amount: string
  readonly address: string
  readonly is_old: boolean
}

/** Dependencies of a worker. */
export interface Desk {
  readonly transact: Transact
  readonly client: Caller
  /**
   * On a connection of its own, never on that of the transaction. The store writes down that a request is about to leave. In
   * the transaction of the row that would be undone when the worker dies, just when somebody has to know of it.
   */
  readonly store: Store
}

// Both come from the row alone, so that every attempt of every worker asks for the same.
const paramsOf = ({ id, amount, address }: Withdrawal): CreatePayoutParams => ({
  order_id: payoutOrderId('shop', 'withdrawal', id),
  amount,
  currency: 'USDT',
  network: 'tron',
  address,
  is_subtract: true,
})

/** Sends, or looks after, the withdrawal that is due next. Resolves with `false` if none is. */
export const sendNext = ({ transact, client, store }: Desk): Promise<boolean> =>
  transact(async (transaction) => {
    // The lock makes other workers take other rows. It ends with the transaction, so the row of a worker that dies is free.
    const { rows } = await transaction.query(
      `select id::text, account_id as account, amount::text, address, created_at < now() - interval '1 day' as is_old
       from withdrawals where state in ('open', 'sent') and due_at <= now()
       order by due_at limit 1 for update skip locked`,
      [],
    )
    const [row] = rows as readonly Withdrawal[]
    if (row === undefined) return false
    // After a day without certainty it is given up. Only what closePayout resolves with may be followed by a refund.
    const flow = row.is_old ? closePayout : ensurePayout
    const settled = await settle(flow(client, paramsOf(row), { store }))
    if (settled.ok) await finish(transaction, row, settled.value)
    else if (settled.error.kind === 'unsettled' && settled.error.retryable) {
      const { retryAfterMs, message } = settled.error
      const later =
        "update withdrawals set due_at = clock_timestamp() + $2::numeric * interval '1 ms', note = $3 where id = $1"
      await transaction.query(later, [row.id, String(retryAfterMs), message])
    } else if (settled.error.kind === 'config') {
      // The settings are wrong, not the row. It stays open, and the worker stops.
      throw settled.error
    } else {
      // Another payout lives under this order_id, or the row makes no sense. A person has to look; nothing is given back.
      const stuck = "update withdrawals set state = 'stuck', note = $2 where id = $1"
      await transaction.query(stuck, [row.id, settled.error.message])
    }
    return true
  })

async function finish(transaction: Transaction, row: Withdrawal, { state, payout, reason }: EnsuredPayout) {
  if (state === 'sent') {
    // A payout that was sent can still fail, so it is read again later. A webhook of the payout could set due_at to now().
    const sent = `update withdrawals set state = $2, note = $3, due_at = clock_timestamp() + interval '1 minute' where id = $1`
    await transaction.query(sent, [row.id, payout.is_final ? 'done' : 'sent', payout.uuid])
    return
  }
  // It has not left and never will under this order_id: the balance and the state change together.
  const returned = "update withdrawals set state = 'returned', note = $2 where id = $1"
  await transaction.query(returned, [row.id, reason ?? payout?.status ?? state])
  await transaction.query('update accounts set balance = balance + $2::numeric where id = $1', [
    row.account,
    row.amount,
  ])
}

/** Sends until nothing is due, `concurrency` withdrawals at a time. Each holds a connection while its payout is made. */
export async function sendWithdrawals(desk: Desk, concurrency = 4): Promise<void> {
  const work = async () => {
    while (await sendNext(desk)) {
      // The next one.
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
}
