/**
 * The withdrawals of a shop's customers: their tables, what each of them asks the gateway for, and what follows from each
 * outcome. The loop in `send-withdrawals.ts` and the workers of the queues share it.
 */
import {
  type Caller,
  type CreatePayoutParams,
  closePayout,
  type EnsuredPayout,
  ensurePayout,
  payoutOrderId,
  type Settled,
  type Store,
  settle,
} from 'cryptomus-kit'
import type { Transact, Transaction } from '../recipes/credit-once.ts'

/**
 * Creates the tables. Yours exist already; they need the columns `state`, `due_at` and `created_at`, and both checks: a withdrawal
 * of less than nothing would raise the balance.
 */
export const withdrawalTables = [
  `create table if not exists accounts (
    id text primary key,
    balance numeric not null check (balance >= 0)
  )`,
  `create table if not exists withdrawals (
    id bigint generated always as identity primary key,
    account_id text not null references accounts,
    amount numeric not null check (amount > 0 and amount <> 'NaN'),
    address text not null,
    state text not null default 'open', -- then sent and done, or returned, or stuck
    note text,
    due_at timestamptz not null default now(),
    created_at timestamptz not null default now()
  )`,
  `create index if not exists withdrawals_due on withdrawals (due_at) where state in ('open', 'sent')`,
]

/**
 * Takes the amount from a balance and writes down that it is to be sent: both, or neither. `enqueue` runs in the same
 * transaction, for a queue that lives in the same database. Resolves with the id of the row.
 */
export const requestWithdrawal = (
  transact: Transact,
  account: string,
  amount: string,
  address: string,
  enqueue?: (transaction: Transaction, id: string) => Promise<unknown>,
): Promise<string> =>
  transact(async (transaction) => {
    await transaction.query('update accounts set balance = balance - $2::numeric where id = $1', [account, amount])
    const { rows } = await transaction.query(
      'insert into withdrawals (account_id, amount, address) values ($1, $2::numeric, $3) returning id::text',
      [account, amount, address],
    )
    const [{ id }] = rows as readonly [{ readonly id: string }]
    await enqueue?.(transaction, id)
    return id
  })

/** A row of `withdrawals`. */
export interface Withdrawal {
  readonly id: string
  readonly account: string
  readonly amount: string
  readonly address: string
  readonly is_old: boolean
}

/** Selects the withdrawals that are not finished. Conditions may follow. */
export const selectUnfinished = `
  select id::text, account_id as account, amount::text, address, created_at < now() - interval '1 day' as is_old
  from withdrawals where state in ('open', 'sent')`

/** Dependencies of a worker. */
export interface Desk {
  readonly transact: Transact
  readonly client: Caller
  /**
   * On a connection of its own, never on that of the transaction. The store writes down that a request is about to leave. In
   * the transaction of the row that would be undone when the worker dies, just when somebody has to know of it.
   */
  readonly store: Store
  /** Aborted when the worker is to stop. */
  readonly signal?: AbortSignal | undefined
  /** Clock; the demos let minutes pass. @default Date.now */
  readonly now?: (() => number) | undefined
}

/** Builds the params of a payout from the row alone, so that every attempt of every worker asks for the same. */
export const paramsOf = ({
  id,
  amount,
  address,
}: Pick<Withdrawal, 'id' | 'amount' | 'address'>): CreatePayoutParams => ({
  order_id: payoutOrderId('shop', 'withdrawal', id),
  amount,
  currency: 'USDT',
  network: 'tron',
  address,
  is_subtract: true,
})

/**
 * Makes the payout of a withdrawal, or gives it up. After a day without certainty it is given up in any case. Only what
 * `closePayout` resolves with may be followed by a refund.
 */
export const pay = (
  { client, store, signal, now }: Desk,
  row: Withdrawal,
  givesUp = false,
): Promise<Settled<EnsuredPayout>> => {
  const flow = givesUp || row.is_old ? closePayout : ensurePayout
  return settle(flow(client, paramsOf(row), { store, signal, now }))
}

/** Next step for a withdrawal: `done` needs none, `again` is another attempt after a time, `stuck` needs a person. */
export type Next =
  | { readonly state: 'done' }
  | { readonly state: 'again'; readonly afterMs: number }
  | { readonly state: 'stuck'; readonly why: string }

const minuteMs = 60_000

/** Writes down what has become of a withdrawal, and gives back what was not paid: all of it in one transaction. */
export async function writeOutcome(
  transaction: Transaction,
  row: Withdrawal,
  settled: Settled<EnsuredPayout>,
): Promise<Next> {
  if (settled.ok) return finish(transaction, row, settled.value)
  const { error } = settled
  const isForNow = error.kind === 'unsettled' && error.retryable
  // If the settings are wrong, the row is not, so it waits for better ones.
  if (isForNow || error.kind === 'config') {
    const afterMs = isForNow ? error.retryAfterMs : minuteMs
    const later = `update withdrawals set note = $2, due_at = ${laterBy('$3')} where ${isUnfinished}`
    await transaction.query(later, [row.id, error.message, String(afterMs)])
    return { state: 'again', afterMs }
  }
  // Another payout lives under this order_id, or the row makes no sense. A person has to look; nothing is given back.
  await setState(transaction, row, 'stuck', error.message)
  return { state: 'stuck', why: error.message }
}

const laterBy = (ms: string) => `clock_timestamp() + ${ms}::numeric * interval '1 ms'`

// A worker that was thought dead must not undo what another one has written.
const isUnfinished = "id = $1 and state in ('open', 'sent')"

/** Changes the state of a row unless it is finished. Resolves with whether it was changed. */
async function setState(transaction: Transaction, { id }: Withdrawal, state: string, note: string): Promise<boolean> {
  const { rows } = await transaction.query(
    `update withdrawals set state = $2, note = $3, due_at = ${laterBy('$4')} where ${isUnfinished} returning id`,
    [id, state, note, String(minuteMs)],
  )
  return rows.length > 0
}

async function finish(
  transaction: Transaction,
  row: Withdrawal,
  { state, payout, reason }: EnsuredPayout,
): Promise<Next> {
  if (state === 'sent') {
    // A payout that was sent can still fail, so it is read again later. A webhook of the payout could set due_at to now().
    await setState(transaction, row, payout.is_final ? 'done' : 'sent', payout.uuid)
    return payout.is_final ? { state: 'done' } : { state: 'again', afterMs: minuteMs }
  }
  // It has not left and never will under this order_id: the balance and the state change together, and only once.
  const isReturned = await setState(transaction, row, 'returned', reason ?? payout?.status ?? state)
  if (isReturned) {
    const refund = 'update accounts set balance = balance + $2::numeric where id = $1'
    await transaction.query(refund, [row.account, row.amount])
  }
  return { state: 'done' }
}
