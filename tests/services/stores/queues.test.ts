import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { withdrawalTables } from '../../../examples/payouts/withdrawals.ts'
import { createClient } from '../../../src/client.ts'
import { payoutOrderId } from '../../../src/flows/payout-order-id.ts'
import { countOf } from '../../support/counts.ts'
import { root } from '../../support/root.ts'
import { runCommand } from '../../support/run-command.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { withRedis } from '../../support/with-redis.ts'
import { openPool } from './workers/open-pool.ts'
import { openBullmq, openPgBoss, type QueueUnderTest } from './workers/open-queue.ts'
import { commonScenes, countRows, ledgerOf, passGrace, startProgram } from './workers/payout-shop.ts'

/** What each demo prints. */
const told = [
  ...commonScenes,
  /^given up: #7 over 16 is open \(.*may still arrive.*\); balance 38\.0$/m,
  /^two minutes later: #7 over 16 is returned \(closed\); balance 54\.0$/m,
  /^changed: #8 over 51 is stuck \(.*differs in amount.*\); balance 39\.0$/m,
  /^job lost: #9 over 17 is sent \(.*\); balance 22\.0$/m,
  /^7 payouts at the gateway: 10, 11, 12, 13, 14, 15, 17$/m,
]

async function runDemo(name: string, services: { DATABASE_URL?: string; REDIS_URL?: string }) {
  const { DATABASE_URL: _, REDIS_URL: __, ...environment } = process.env
  return runCommand(process.execPath, ['--import', 'tsx', `demo-${name}.ts`], {
    cwd: `${root}examples/payouts`,
    env: { ...environment, ...services },
  })
}

async function checkDemo(name: string, services: { DATABASE_URL?: string; REDIS_URL?: string }) {
  const { code, output } = await runDemo(name, services)
  assert.equal(code, 0, output)
  for (const line of told) assert.match(output, line)
}

const withBoth = (run: (url: string, redisUrl: string) => Promise<void>) =>
  withPostgres((url) => withRedis((port) => run(url, `redis://127.0.0.1:${port}`)))

test('the example sends withdrawals with pg-boss over PGlite', { timeout: 120_000 }, () => checkDemo('pg-boss', {}))

test('the example sends withdrawals with pg-boss over PostgreSQL', { timeout: 120_000 }, () =>
  withPostgres((DATABASE_URL) => checkDemo('pg-boss', { DATABASE_URL })),
)

test('the example sends withdrawals with BullMQ over Redis and PostgreSQL', { timeout: 120_000 }, () =>
  withBoth((DATABASE_URL, REDIS_URL) => checkDemo('bullmq', { DATABASE_URL, REDIS_URL })),
)

test('the example says which Redis it needs', async () => {
  const { code, output } = await runDemo('bullmq', {})
  assert.deepEqual([code, /REDIS_URL=redis:/.test(output)], [1, true])
})

const rows = countOf(10_000, 300)
const workers = countOf(3, 2)
const kills = countOf(10, 4)

/** Lets rows be requested as a shop does: every tenth of them is too small for the gateway. */
async function requestAll(pool: Pool): Promise<readonly string[]> {
  for (const sql of withdrawalTables) await pool.query(sql)
  await pool.query(`insert into accounts values ('alice', ${2 * rows})`)
  const { rows: requested } = await pool.query(
    `insert into withdrawals (account_id, amount, address)
     select 'alice', case when n % 10 = 0 then 0.1 else 1 end, 'TXinventedAddressOfNobody0000000000'
     from generate_series(1, $1::int) n returning id::text`,
    [rows],
  )
  await pool.query('update accounts set balance = balance - (select sum(amount) from withdrawals)')
  return requested.map(({ id }) => id)
}

/** Waits until something is so, asking again and again. */
async function untilSo(isSo: () => Promise<boolean>, ms: number, what: string): Promise<void> {
  for (const end = Date.now() + ms; !(await isSo()); await pause(20)) assert.ok(Date.now() < end, what)
}

async function sendAll(
  t: TestContext,
  pool: Pool,
  startWorker: () => ChildProcess,
  queue: QueueUnderTest,
  gateway: ChildProcess,
) {
  const alive: { readonly worker: ChildProcess; isReady: boolean }[] = []
  const add = () => {
    const entry = { worker: startWorker(), isReady: false }
    entry.worker.once('message', () => {
      entry.isReady = true
    })
    alive.push(entry)
  }
  const haveEnded = async (number: number) => {
    await queue.sweep()
    return (await countRows(pool, "state <> 'open' or note is not null")) >= number
  }
  try {
    for (let each = 0; each < workers; each++) add()
    await untilSo(async () => alive.some(({ isReady }) => isReady), 60_000, 'no worker has started')
    const startedAt = performance.now()
    const killOne = async (kill: number) => {
      await untilSo(() => haveEnded(Math.floor((rows * kill) / (kills + 2))), 240_000, `kill ${kill}`)
      // Made and not answered, and never arrived: while others are killed in the middle of their requests.
      const times = Math.ceil(rows / 300)
      gateway.send({ kind: 'act-then-drop', operation: 'payouts.create', times })
      gateway.send({ kind: 'drop', operation: 'payouts.create', times })
      await untilSo(async () => alive.some(({ isReady }) => isReady), 60_000, 'no worker has started')
      const [victim] = alive.splice(
        alive.findIndex(({ isReady }) => isReady),
        1,
      )
      victim?.worker.kill('SIGKILL')
      add()
      if (kill === Math.ceil(kills / 2)) await queue.crash?.()
    }
    // Each is a test, so that whoever waits hears of it.
    for (let kill = 1; kill <= kills; kill++) await t.test(`worker ${kill} is killed`, () => killOne(kill))
    await untilSo(() => haveEnded(rows), 240_000, 'not all withdrawals were tried')
    const seconds = (performance.now() - startedAt) / 1_000
    const waiting = await countRows(pool, "state = 'open'")
    t.diagnostic(
      `${(rows / seconds).toFixed(0)} withdrawals a second by ${workers} processes, ${kills} of which were killed`,
    )
    t.diagnostic(`${waiting} were interrupted and wait for the grace period`)
    await passGrace(pool)
    await queue.hurry()
    const isDone = async () => {
      await queue.sweep()
      return (await countRows(pool, "state = 'open'")) === 0
    }
    await untilSo(isDone, 120_000, 'not all withdrawals were settled')
    const memories = alive.map(async ({ worker }) => {
      const exit = once(worker, 'exit')
      const bytes = once(worker, 'message')
      worker.send('stop')
      const [[most]] = await Promise.all([bytes, exit])
      return Number(most)
    })
    t.diagnostic(`${(Math.max(...(await Promise.all(memories))) / 1e6).toFixed(0)} MB of memory at most`)
  } finally {
    for (const { worker } of alive) worker.kill('SIGKILL')
  }
}

const engines = { 'pg-boss': openPgBoss, BullMQ: openBullmq }

for (const [name, open] of Object.entries(engines)) {
  test(
    `${name} pays ${rows} withdrawals once, although its workers are killed ${kills} times`,
    { timeout: 900_000 },
    (t) =>
      withBoth(async (url, redisUrl) => {
        const pool = openPool({ connectionString: url })
        const queue = await open(pool, redisUrl)
        const gateway = startProgram('serve-gateway')
        try {
          const [clientOptions] = await once(gateway, 'message')
          await queue.add(await requestAll(pool))
          const startWorker = () =>
            startProgram('work-on-queue', url, JSON.stringify(clientOptions), queue.url(url, redisUrl))
          await sendAll(t, pool, startWorker, queue, gateway)

          const small = Math.floor(rows / 10)
          assert.equal(await countRows(pool, "state in ('sent', 'done')"), rows - small)
          assert.equal(await countRows(pool, "state = 'returned' and note = 'amount_limit'"), small)
          assert.equal((await queue.countForgotten?.()) ?? 0, 0)
          const ledger = await ledgerOf(createClient(clientOptions))
          const numbers = Array.from({ length: rows }, (_, at) => at + 1).filter((number) => number % 10 !== 0)
          assert.deepEqual(
            [...ledger].sort(),
            numbers.map((number) => payoutOrderId('shop', 'withdrawal', number)).sort(),
          )
          const { rows: accounts } = await pool.query('select balance::text from accounts')
          assert.equal(Number(accounts[0].balance), 2 * rows - numbers.length)
        } finally {
          gateway.kill()
          await queue.close()
          await pool.end()
        }
      }),
  )
}
