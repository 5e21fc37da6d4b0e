import { openPostgres } from '../../../../examples/payouts/open-database.ts'
import { workWithBullmq } from '../../../../examples/payouts/send-with-bullmq.ts'
import { startBoss, workWithPgBoss } from '../../../../examples/payouts/send-with-pg-boss.ts'
import { createClient } from '../../../../src/client.ts'

// A worker of the queue of withdrawals that stands at an address, in a process that can be killed: pg-boss at postgres://…, BullMQ
// at redis://…. Tells its parent when it works, and how much memory it took when it is told to stop.

const [url = '', gateway = '{}', queueUrl = ''] = process.argv.slice(2)
const database = await openPostgres(url, 8)
const desk = { ...database, client: createClient(JSON.parse(gateway)) }

/** Starts the worker. Resolves with a function that stops it. */
async function start(): Promise<() => Promise<unknown>> {
  if (queueUrl.startsWith('redis:')) {
    // A job of a worker that died goes to another one after some seconds.
    const patience = { lockDuration: 2_000, stalledInterval: 1_000, concurrency: 16 }
    const worker = workWithBullmq(desk, { connection: { url: queueUrl }, ...patience })
    worker.on('error', () => {})
    await worker.waitUntilReady()
    return () => worker.close()
  }
  const boss = await startBoss(database, { maintenanceIntervalSeconds: 1 })
  await workWithPgBoss(boss, desk, { batchSize: 50, pollingIntervalSeconds: 0.5 })
  return () => boss.stop()
}

const stop = await start()
process.on('message', async () => {
  await stop()
  await database.close()
  process.send?.(process.resourceUsage().maxRSS * 1024)
  process.disconnect()
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
