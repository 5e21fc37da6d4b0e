/**
 * Sends withdrawals with pg-boss through everything that can happen to them. Run `npm install` in the repository
 * and in this folder, and `npm run pg-boss` here. It needs no keys, and no database either: PGlite is a PostgreSQL in this
 * process. `DATABASE_URL` names a real one, which must be empty.
 */
import { openDatabase } from './open-database.ts'
import { playScenes } from './play-scenes.ts'
import { createBossQueues, sendBossJob, startBoss, sweepWithPgBoss, workWithPgBoss } from './send-with-pg-boss.ts'
import { requestWithdrawal } from './withdrawals.ts'

const database = await openDatabase(process.env.DATABASE_URL)
const { query, transact } = database

const boss = await startBoss(database)
const retryLimit = 1
await createBossQueues(boss, { retryLimit, retryDelay: 2, retryBackoff: false })

await playScenes(database, async (desk) => {
  await workWithPgBoss(boss, desk, { batchSize: 8, pollingIntervalSeconds: 0.5 })
  const request = (amount: string, address: string) =>
    requestWithdrawal(transact, 'alice', amount, address, (transaction, id) => sendBossJob(boss, transaction, id))
  return {
    request,
    hurry: () => query("update pgboss.job set start_after = now() - interval '1 s' where state < 'active'", []),
    close: () => boss.stop(),
    sweep: () => sweepWithPgBoss(boss, transact, 0),
    giveUp: async (ask, { killWorker }) => {
      // The worker dies at each attempt, so pg-boss runs out of retries, and the dead letter comes to closePayout.
      killWorker(retryLimit + 1)
      return ask()
    },
  }
})
await database.close()
