/**
 * Sends withdrawals with BullMQ. Redis takes no part in the transaction of the database, so the rows decide and the jobs are
 * only reminders: a sweep adds the job of a row that has none, whether it was never added or Redis has lost it.
 */
import { DelayedError, Queue, type QueueOptions, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq'
import type { Transaction } from '../recipes/credit-once.ts'
import { attemptWithdrawal, claimOverdue, type QueueDesk } from './work-withdrawals.ts'

/** A queue of withdrawals. */
export type WithdrawalQueue = Queue<{ readonly id: string }>

const name = 'withdrawals'

/** Opens the queue. `backoffMs` is how long the first retry of an attempt that was cut short waits. */
export const openBullQueue = (connection: QueueOptions['connection'], backoffMs = 5_000): WithdrawalQueue =>
  new Queue(name, {
    connection,
    defaultJobOptions: {
      // For attempts that were cut short. What the gateway says costs none of them.
      attempts: 8,
      backoff: { type: 'exponential', delay: backoffMs },
      // An id that is still there, of a finished job too, is not added again, and the sweep could not help.
      removeOnComplete: true,
      removeOnFail: true,
    },
  })

/** Adds the jobs of withdrawals, after their transaction has been committed. Those that have one keep it. */
export const addBullJobs = (queue: WithdrawalQueue, ids: readonly string[]) =>
  // The id of a job must not be a number.
  queue.addBulk(ids.map((id) => ({ name, data: { id }, opts: { jobId: `withdrawal-${id}` } })))

/** Starts a worker. */
export const workWithBullmq = (desk: QueueDesk, options: WorkerOptions): Worker<{ readonly id: string }> =>
  new Worker(
    name,
    async (job, token) => {
      const next = await attemptWithdrawal(desk, job.data.id)
      // The row is stuck, and says why.
      if (next.state === 'stuck') throw new UnrecoverableError(next.why)
      if (next.state === 'again') {
        // Costs no attempt. The age of the row ends it: after a day `pay` calls closePayout.
        await job.moveToDelayed(Date.now() + next.afterMs, token)
        throw new DelayedError()
      }
    },
    // BullMQ renews the lock of a job for as long as its worker lives, so it may be shorter than an attempt. A job is stalled if
    // its worker died. That it is run again does no harm, however often.
    { concurrency: 8, lockDuration: 30_000, maxStalledCount: 100, ...options },
  )

/**
 * Adds a job for each withdrawal that has been due for a minute: the process died between the commit and `addBullJobs`, Redis
 * has lost it, or it has failed too often. Run it every minute, in one worker or in all of them.
 */
export async function sweepWithBullmq(
  queue: WithdrawalQueue,
  database: Transaction,
  overdueMs = 60_000,
): Promise<void> {
  await addBullJobs(queue, await claimOverdue(database, overdueMs))
}
