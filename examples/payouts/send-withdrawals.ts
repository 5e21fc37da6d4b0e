/**
 * Sends the withdrawals of a shop's customers, each once, from a table in PostgreSQL: with any number of workers, of which any
 * can die at any moment. No queue is needed.
 */
import { type Desk, pay, selectUnfinished, type Withdrawal, writeOutcome } from './withdrawals.ts'

/** Sends, or looks after, the withdrawal that is due next. Resolves with `false` if none is. */
export const sendNext = (desk: Desk): Promise<boolean> =>
  desk.transact(async (transaction) => {
    // The lock makes other workers take other rows. It ends with the transaction, so the row of a worker that dies is free.
    const due = `${selectUnfinished} and due_at <= now() order by due_at limit 1 for update skip locked`
    const { rows } = await transaction.query(due, [])
    const [row] = rows as readonly Withdrawal[]
    if (row === undefined) return false
    const settled = await pay(desk, row)
    // The settings are wrong, not the row. It stays open, and the worker stops.
    if (!settled.ok && settled.error.kind === 'config') throw settled.error
    await writeOutcome(transaction, row, settled)
    return true
  })

/** Sends until nothing is due, `concurrency` withdrawals at a time. Each holds a connection while its payout is made. */
export async function sendWithdrawals(desk: Desk, concurrency = 4): Promise<void> {
  const work = async () => {
    while (await sendNext(desk)) {
      // The next one.
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
}
