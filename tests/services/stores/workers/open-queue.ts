import { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { addBullJobs, openBullQueue, sweepWithBullmq } from '../../../../examples/payouts/send-with-bullmq.ts'
import { bossQueues, createBossQueues, startBoss } from '../../../../examples/payouts/send-with-pg-boss.ts'
import { countRows } from './payout-shop.ts'

/** A queue of withdrawals, beside the processes that work on it. */
export interface QueueUnderTest {
  /** Chooses the address that the workers get. */
  readonly url: (postgres: string, redis: string) => string
  /** Adds the jobs of rows. */
  readonly add: (ids: readonly string[]) => Promise<unknown>
  /** Makes the jobs due that wait. */
  readonly hurry: () => Promise<unknown>
  /** Adds the jobs of rows that have none. */
  readonly sweep: () => Promise<unknown>
  /** Loses every job. */
  readonly crash?: () => Promise<unknown>
  /** Counts the rows that are not finished and have no job, where that must not happen. */
  readonly countForgotten?: () => Promise<number>
  readonly close: () => Promise<unknown>
}

export async function openPgBoss(pool: Pool): Promise<QueueUnderTest> {
  const boss = await startBoss(pool, { supervise: false })
  await createBossQueues(boss, { retryDelay: 1, retryBackoff: false, expireInSeconds: 5 })
  return {
    url: (postgres) => postgres,
    add: (ids) => boss.insert(ids.map((id) => ({ name: bossQueues.send, data: { id }, singletonKey: id }))),
    hurry: () => pool.query("update pgboss.job set start_after = now() - interval '1 s' where state < 'active'"),
    // Its jobs are as durable as the rows.
    sweep: async () => {},
    countForgotten: () =>
      countRows(
        pool,
        `state in ('open', 'sent') and not exists (
           select from pgboss.job where data ->> 'id' = withdrawals.id::text and job.state < 'completed')`,
      ),
    close: () => boss.stop(),
  }
}

export async function openBullmq(pool: Pool, url: string): Promise<QueueUnderTest> {
  const queue = openBullQueue({ url }, 1_000)
  queue.on('error', () => {})
  let sweptAt = 0
  return {
    url: (_, redis) => redis,
    add: (ids) => addBullJobs(queue, ids),
    hurry: async () => {
      for (const job of await queue.getDelayed()) await job.promote().catch(() => {})
    },
    sweep: async () => {
      if (Date.now() - sweptAt < 1_000) return
      await sweepWithBullmq(queue, pool, 3_000)
      sweptAt = Date.now()
    },
    crash: async () => {
      const redis = new Redis(url)
      await redis.flushall()
      redis.disconnect()
    },
    close: () => queue.close(),
  }
}
