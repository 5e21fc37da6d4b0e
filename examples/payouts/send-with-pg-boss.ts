/**
 * Sends withdrawals with pg-boss. The balance, the row and the job are written in one transaction, and so are the outcome, the
 * end of the job and the next job: neither can be there without the others.
 */
import PgBoss from 'pg-boss'
import type { Transact, Transaction } from '../recipes/credit-once.ts'
import { attemptWithdrawal, claimOverdue, type QueueDesk } from './work-withdrawals.ts'

/** Names of the queues: the first one sends, the second one gives up. */
export const bossQueues = { send: 'withdrawals', dead: 'withdrawals-dead' } as const

type QueueName = (typeof bossQueues)[keyof typeof bossQueues]

/** Makes pg-boss use a connection, or a pool. */
export const bossDb = (connection: Transaction): PgBoss.Db => ({
  executeSql: async (text, values = []) => {
    // After several statements in one text, of which pg-boss reads nothing, `pg` returns a list of results.
    const { rows = [] } = await connection.query(text, values)
    return { rows: [...rows] }
  },
})

/** Starts pg-boss on the connections of the shop, for its jobs are written in the transactions of the shop. */
export async function startBoss(database: Transaction, options: PgBoss.ConstructorOptions = {}): Promise<PgBoss> {
  const boss = new PgBoss({ db: bossDb(database), schedule: false, ...options })
  // An error that nobody hears would end the process.
  boss.on('error', console.error)
  return boss.start()
}

/**
 * Creates the queues.
 *
 * The retries of pg-boss are for attempts that were cut short: a worker that died, a database that was away. What the gateway
 * says costs none of them. A job expires two minutes after it was taken, twice what one attempt can last.
 */
export async function createBossQueues(boss: PgBoss, retries: PgBoss.RetryOptions & PgBoss.ExpirationOptions = {}) {
  // `short`: of the jobs for one withdrawal (its singletonKey) at most one waits.
  const settings = {
    policy: 'short',
    retryLimit: 8,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 120,
    ...retries,
  } as const
  const { send, dead } = bossQueues
  await boss.createQueue(dead, { name: dead, ...settings })
  await boss.createQueue(send, { name: send, ...settings, deadLetter: dead })
}

/** Sends the job of a withdrawal in a transaction: without its commit there is no job. */
export const sendBossJob = (boss: PgBoss, transaction: Transaction, id: string, afterMs = 0, queue?: QueueName) =>
  boss.send(
    queue ?? bossQueues.send,
    { id },
    { db: bossDb(transaction), singletonKey: id, startAfter: afterMs / 1_000 },
  )

/** Works on both queues, `batchSize` withdrawals of each at a time. */
export async function workWithPgBoss(boss: PgBoss, desk: QueueDesk, options: PgBoss.WorkOptions = {}): Promise<void> {
  const { batchSize = 8 } = options
  const work = async (queue: QueueName) => {
    const worker = await boss.work<{ id: string }>(queue, { ...options, batchSize }, async (jobs) => {
      const runs = jobs.map(({ id: jobId, data: { id } }) =>
        attemptWithdrawal(desk, id, {
          // pg-boss has run out of retries. A refund follows what closePayout says, and nothing else.
          givesUp: queue === bossQueues.dead,
          follow: async (transaction, next) => {
            await boss.complete(queue, jobId, {}, { db: bossDb(transaction) })
            // pg-boss retries after a time that was fixed when the job was sent, and a limited number of times; a dead letter
            // is retried at once. A new job starts when it is of use, and as often as it takes.
            if (next.state === 'again') await sendBossJob(boss, transaction, id, next.afterMs, queue)
          },
        }),
      )
      // Those that have ended are completed, each in its own transaction. An error fails the others only.
      const ends = await Promise.allSettled(runs)
      for (const end of ends) if (end.status === 'rejected') throw end.reason
      // A batch that is full has others behind it, which need not wait until the next poll.
      if (jobs.length === batchSize) boss.notifyWorker(worker)
    })
  }
  await work(bossQueues.send)
  await work(bossQueues.dead)
}

/**
 * Sends a job for each withdrawal that has been due for ten minutes and has none any more: pg-boss gives up a dead letter,
 * too, and drops a job that nobody took for two weeks. Run it every minute, in one worker or in all of them.
 */
export const sweepWithPgBoss = (boss: PgBoss, transact: Transact, overdueMs = 600_000) =>
  transact(async (transaction) => {
    for (const id of await claimOverdue(transaction, overdueMs)) await sendBossJob(boss, transaction, id)
  })
