/** One attempt at a withdrawal, for the worker of a queue, and the withdrawals whose job has been lost. */
import type { Transaction } from '../recipes/credit-once.ts'
import { type Desk, type Next, pay, selectUnfinished, type Withdrawal, writeOutcome } from './withdrawals.ts'

/** Dependencies of the worker of a queue. */
export interface QueueDesk extends Desk {
  readonly query: Transaction['query']
}

/** Options of an attempt. */
export interface AttemptOptions {
  /** True where the queue has given up: nothing is sent any more. @default false */
  readonly givesUp?: boolean | undefined
  /** Runs in the transaction that writes the outcome, for a queue that lives in the same database. */
  readonly follow?: ((transaction: Transaction, next: Next) => Promise<unknown>) | undefined
}

/**
 * Sends, or looks after, one withdrawal. Rejects only if the attempt was cut short, by the database for example; whatever the
 * gateway says is written to the row, and the queue is told what comes next.
 */
export async function attemptWithdrawal(desk: QueueDesk, id: string, options: AttemptOptions = {}): Promise<Next> {
  // The row is not locked while the payout is made. Two workers can have the same job: ensurePayout pays once all the same,
  // and what the second one writes finds the row finished.
  const { rows } = await desk.query(`${selectUnfinished} and id = $1`, [id])
  const [row] = rows as readonly Withdrawal[]
  const settled = row && (await pay(desk, row, options.givesUp))
  return desk.transact(async (transaction) => {
    const next: Next = row && settled ? await writeOutcome(transaction, row, settled) : { state: 'done' }
    await options.follow?.(transaction, next)
    return next
  })
}

/**
 * Returns the ids of withdrawals that have been due for so long that nobody seems to have a job for them. The next call returns
 * them again only if that time has passed once more.
 */
export async function claimOverdue(connection: Transaction, ms: number, limit = 1_000): Promise<readonly string[]> {
  const { rows } = await connection.query(
    `update withdrawals set due_at = clock_timestamp() where id in (
       select id from withdrawals
       where state in ('open', 'sent') and due_at <= clock_timestamp() - $1::numeric * interval '1 ms'
       order by due_at limit $2::int for update skip locked
     ) returning id::text`,
    [String(ms), String(limit)],
  )
  return (rows as readonly { readonly id: string }[]).map(({ id }) => id)
}
