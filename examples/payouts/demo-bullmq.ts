/**
 * Sends withdrawals with BullMQ through everything that can happen to them. Run `npm install` in the repository
 * and in this folder, and `REDIS_URL=redis://127.0.0.1:6379 npm run bullmq` here. The Redis must be empty. The rows need no
 * database: PGlite is a PostgreSQL in this process. `DATABASE_URL` names a real one.
 */
import { openDatabase } from './open-database.ts'
import { playScenes } from './play-scenes.ts'
import { addBullJobs, openBullQueue, sweepWithBullmq, workWithBullmq } from './send-with-bullmq.ts'
import { requestWithdrawal } from './withdrawals.ts'

const url = process.env.REDIS_URL
if (url === undefined) {
  console.error(
    'BullMQ needs a Redis. Start one (redis-server --port 6379), and name it: REDIS_URL=redis://127.0.0.1:6379',
  )
  process.exit(1)
}

const database = await openDatabase(process.env.DATABASE_URL)
const { transact, query } = database
const connection = { url }
const queue = openBullQueue(connection, 2_000)
queue.on('error', console.error)

// The store is in PostgreSQL, too: a Redis that loses its jobs may do so, one that loses an entry of the store may not.
await playScenes(database, async (desk) => {
  const worker = workWithBullmq(desk, { connection })
  worker.on('error', console.error)
  const hurry = async () => {
    for (const job of await queue.getDelayed()) await job.promote()
  }
  return {
    request: async (amount, address) => {
      const id = await requestWithdrawal(transact, 'alice', amount, address)
      await addBullJobs(queue, [id])
      return id
    },
    hurry,
    close: () => worker.close(),
    sweep: () => sweepWithBullmq(queue, database, 0),
    giveUp: async (ask, { until }) => {
      // The gateway has refused for now, and still does a day later.
      const id = await ask()
      await until(id, ({ note }) => note !== null)
      await query("update withdrawals set created_at = created_at - interval '25 hours' where id = $1", [id])
      await hurry()
      return id
    },
  }
})
await queue.obliterate({ force: true })
await queue.close()
await database.close()
