import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Database } from '../../../examples/payouts/open-database.ts'
import { addBullJobs, openBullQueue, workWithBullmq } from '../../../examples/payouts/send-with-bullmq.ts'
import {
  bossQueues,
  createBossQueues,
  sendBossJob,
  startBoss,
  workWithPgBoss,
} from '../../../examples/payouts/send-with-pg-boss.ts'
import { paramsOf, requestWithdrawal, withdrawalTables } from '../../../examples/payouts/withdrawals.ts'
import { attemptWithdrawal, type QueueDesk } from '../../../examples/payouts/work-withdrawals.ts'
import { transactWithPg } from '../../../examples/recipes/transact-with-pg.ts'
import { type Client, createClient } from '../../../src/client.ts'
import { ensurePayout } from '../../../src/flows/ensure-payout.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import type { Sandbox } from '../../../src/sandbox/types.ts'
import { postgresStore, postgresStoreSql } from '../../../src/stores/postgres-store.ts'
import { rejected } from '../../support/rejected.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { withRedis } from '../../support/with-redis.ts'
import { openPool } from './workers/open-pool.ts'

// The table of the guide, src/flows/README.md: what a queue does with a job after each outcome.

const create = 'payouts.create'
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What has become of a job after one attempt. `retried` costs one of the attempts that the queue counts, `again` none. */
interface Fate {
  readonly job: 'done' | 'again' | 'stopped' | 'retried'
  readonly afterMs?: number
}

/** What a case can act on before the attempt. */
interface Given {
  readonly sandbox: Sandbox
  readonly client: Client
  readonly database: Database
  readonly pool: Pool
  readonly params: ReturnType<typeof paramsOf>
}

interface Case {
  readonly name: string
  readonly address?: string
  readonly amount?: string
  readonly prepare?: (given: Given) => unknown
  /** Returns what the worker has instead of its own. */
  readonly equip?: (given: Given) => Partial<QueueDesk>
  readonly givesUp?: boolean
  readonly row: 'open' | 'sent' | 'done' | 'returned' | 'stuck'
  readonly note?: RegExp
  readonly fate: Fate
}

const settlePayout = async ({ sandbox, client, params }: Given, status: 'paid' | 'fail') => {
  const { uuid } = await client.payouts.create(params)
  await sandbox.settlePayout(uuid, status)
}
const refuse = ({ sandbox }: Given) => sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds' })
/** Leaves a request that nobody answered. */
const loseRequest = async ({ sandbox, client, database: { store }, params }: Given, agoMs: number) => {
  sandbox.fault({ kind: 'drop', operation: create })
  await rejected('unsettled', ensurePayout(client, params, { store, now: () => Date.now() - agoMs }))
}

const cases: readonly Case[] = [
  { name: 'sent', row: 'sent', fate: { job: 'again', afterMs: minuteMs } },
  { name: 'sent, final', prepare: (given) => settlePayout(given, 'paid'), row: 'done', fate: { job: 'done' } },
  {
    name: 'failed',
    prepare: (given) => settlePayout(given, 'fail'),
    row: 'returned',
    note: /^fail$/,
    fate: { job: 'done' },
  },
  { name: 'refused', amount: '0.1', row: 'returned', note: /^amount_limit$/, fate: { job: 'done' } },
  {
    name: 'unsettled, refused for now',
    prepare: refuse,
    ...{ row: 'open', note: /not_enough_funds/, fate: { job: 'again', afterMs: 30_000 } },
  },
  {
    name: 'unsettled, not answered',
    prepare: ({ sandbox }) => sandbox.fault({ kind: 'drop', operation: create }),
    ...{ row: 'open', note: /not answered/, fate: { job: 'again', afterMs: 2 * minuteMs } },
  },
  {
    name: 'unsettled, not retryable',
    prepare: (given) => loseRequest(given, 31 * dayMs),
    ...{ row: 'stuck', note: /30 days/, fate: { job: 'stopped' } },
  },
  {
    name: 'conflict',
    prepare: ({ client, database: { store }, params }) => ensurePayout(client, { ...params, amount: '11' }, { store }),
    ...{ row: 'stuck', note: /differs in amount/, fate: { job: 'stopped' } },
  },
  { name: 'validation', address: '', row: 'stuck', note: /address/, fate: { job: 'stopped' } },
  {
    name: 'config',
    equip: ({ database: { store } }) => ({ store: { ...store, expires: true } }),
    ...{ row: 'open', note: /expires its entries/, fate: { job: 'again', afterMs: minuteMs } },
  },
  {
    name: 'aborted',
    equip: () => ({ signal: AbortSignal.abort(new Error('The worker stops.')) }),
    ...{ row: 'open', fate: { job: 'retried' } },
  },
  {
    name: 'given up, nothing was sent',
    givesUp: true,
    ...{ row: 'returned', note: /^closed$/, fate: { job: 'done' } },
  },
  {
    name: 'given up, a request may still arrive',
    givesUp: true,
    prepare: (given) => loseRequest(given, 5 * minuteMs),
    ...{ row: 'open', note: /may still arrive/, fate: { job: 'again', afterMs: 10 * minuteMs } },
  },
]

/** Runs one attempt at a withdrawal in a queue. */
type Attempt = (desk: QueueDesk, id: string, givesUp: boolean) => Promise<Fate>

/** Asks until there is an answer. */
async function until<Value>(ask: () => Promise<Value | undefined>): Promise<Value> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(20)) {
    const value = await ask()
    if (value !== undefined) return value
  }
  throw new Error('Nothing has happened.')
}

interface BossJob {
  readonly state: string
  readonly queue: string
  readonly after_ms: string
}

/** Opens pg-boss in a database. */
async function openPgBossAttempts(pool: Pool): Promise<{ attempt: Attempt; close: () => Promise<unknown> }> {
  const boss = await startBoss(pool, { supervise: false })
  await createBossQueues(boss)
  const attempt: Attempt = async (desk, id, givesUp) => {
    const queue = givesUp ? bossQueues.dead : bossQueues.send
    await sendBossJob(boss, pool, id, 0, queue)
    await workWithPgBoss(boss, desk, { pollingIntervalSeconds: 0.5 })
    const jobs = await until(async () => {
      const { rows } = await pool.query(
        `select state, name as queue, extract(epoch from start_after - now()) * 1000 as after_ms
         from pgboss.job where data ->> 'id' = $1 order by created_on`,
        [id],
      )
      return /created|active/.test(rows[0].state) ? undefined : (rows as readonly BossJob[])
    })
    for (const name of Object.values(bossQueues)) await boss.offWork(name)
    // So that none of these workers takes the next job.
    await pause(200)
    const [first, next] = jobs
    if (first?.state === 'retry') return { job: 'retried', afterMs: Number(first.after_ms) }
    assert.equal(first?.state, 'completed')
    if (next === undefined) return { job: 'done' }
    assert.deepEqual([next.state, next.queue, jobs.length], ['created', queue, 2])
    return { job: 'again', afterMs: Number(next.after_ms) }
  }
  return { attempt, close: () => boss.stop() }
}

/** Opens BullMQ in a Redis. */
function openBullmqAttempts(pool: Pool, url: string): { attempt: Attempt; close: () => Promise<unknown> } {
  const connection = { url }
  const queue = openBullQueue(connection)
  const attempt: Attempt = async (desk, id, givesUp) => {
    if (givesUp) await pool.query("update withdrawals set created_at = now() - interval '25 hours' where id = $1", [id])
    const worker = workWithBullmq(desk, { connection })
    const ends: { readonly state: string; readonly error?: Error }[] = []
    worker.on('completed', () => ends.push({ state: 'completed' }))
    worker.on('failed', (_, error) => ends.push({ state: 'failed', error }))
    await addBullJobs(queue, [id])
    const fate = await until<Fate>(async () => {
      const job = await queue.getJob(`withdrawal-${id}`)
      if (job === undefined && ends.length > 0) {
        if (ends[0]?.state === 'completed') return { job: 'done' }
        assert.equal(ends[0]?.error?.name, 'UnrecoverableError')
        return { job: 'stopped' }
      }
      if (job === undefined || !(await job.isDelayed())) return undefined
      const { delay, attemptsMade } = (await queue.getJob(`withdrawal-${id}`)) ?? job
      return { job: attemptsMade === 0 ? 'again' : 'retried', afterMs: delay }
    })
    await worker.close()
    await queue.obliterate({ force: true })
    return fate
  }
  return { attempt, close: () => queue.close() }
}

/** Runs all cases through a queue. */
async function runCases(t: TestContext, database: Database, pool: Pool, attempt: Attempt, stopped: Fate['job']) {
  for (const {
    name,
    prepare,
    equip,
    row: state,
    note,
    fate,
    givesUp = false,
    address = 'TXofNobody',
    amount = '10',
  } of cases) {
    await t.test(name, async () => {
      const sandbox = createSandbox()
      const client = createClient(sandbox.clientOptions)
      await pool.query('insert into accounts values ($1, 100)', [name])
      const id = await requestWithdrawal(database.transact, name, amount, address)
      const given: Given = { sandbox, client, database, pool, params: paramsOf({ id, amount, address }) }
      await prepare?.(given)
      const after = await attempt({ ...database, client, ...equip?.(given) }, id, givesUp)

      const wanted = fate.job === 'stopped' ? stopped : fate.job
      assert.equal(after.job, wanted)
      const { afterMs = after.afterMs ?? 0 } = fate
      const tookAtMost = 10_000
      assert.ok(Math.abs((after.afterMs ?? 0) - afterMs) < tookAtMost, `after ${after.afterMs} ms, not ${afterMs}`)
      const { rows } = await pool.query(
        'select state, note, balance from withdrawals join accounts on accounts.id = account_id where withdrawals.id = $1',
        [id],
      )
      assert.equal(rows[0].state, state, rows[0].note)
      if (note !== undefined) assert.match(rows[0].note, note)
      assert.equal(Number(rows[0].balance), state === 'returned' ? 100 : 100 - Number(amount))
    })
  }
}

const withDatabase = (run: (database: Database, pool: Pool) => Promise<void>) =>
  withPostgres(async (connectionString) => {
    const [pool, payouts] = [openPool({ connectionString }), openPool({ connectionString })]
    const table = 'cryptomus_store'
    for (const sql of [...withdrawalTables, postgresStoreSql(table)]) await pool.query(sql)
    const query: Database['query'] = (text, values) => pool.query(text, values)
    const close = () => Promise.all([pool.end(), payouts.end()])
    try {
      await run({ transact: transactWithPg(pool), query, store: postgresStore(payouts, { table }), close }, pool)
    } finally {
      await close()
    }
  })

test('each outcome and the job of pg-boss', { timeout: 120_000 }, (t) =>
  withDatabase(async (database, pool) => {
    const { attempt, close } = await openPgBossAttempts(pool)
    try {
      // A job that must not come again is done; the row says that it is stuck.
      await runCases(t, database, pool, attempt, 'done')
    } finally {
      await close()
    }
  }),
)

test('each outcome and the job of BullMQ', { timeout: 120_000 }, (t) =>
  withDatabase((database, pool) =>
    withRedis(async (port) => {
      const { attempt, close } = openBullmqAttempts(pool, `redis://127.0.0.1:${port}`)
      try {
        await runCases(t, database, pool, attempt, 'stopped')
      } finally {
        await close()
      }
    }),
  ),
)

test('a withdrawal, its debit and its job of pg-boss are committed together or not at all', { timeout: 60_000 }, () =>
  withDatabase(async (database, pool) => {
    const boss = await startBoss(pool, { supervise: false })
    await createBossQueues(boss)
    await pool.query("insert into accounts values ('alice', 100)")
    const request = (isCut: boolean) =>
      requestWithdrawal(database.transact, 'alice', '10', 'TXofNobody', async (transaction, id) => {
        await sendBossJob(boss, transaction, id)
        if (isCut) throw new Error('killed')
      })
    const read = async () => [
      Number((await pool.query('select balance from accounts')).rows[0].balance),
      Number((await pool.query('select count(*) as count from withdrawals')).rows[0].count),
      await boss.getQueueSize(bossQueues.send),
    ]
    await assert.rejects(request(true), /killed/)
    assert.deepEqual(await read(), [100, 0, 0])
    await request(false)
    assert.deepEqual(await read(), [90, 1, 1])
    await boss.stop()
  }),
)

test('of many workers with the same job one gives the balance back', { timeout: 60_000 }, () =>
  withDatabase(async (database, pool) => {
    const client = createClient(createSandbox().clientOptions)
    await pool.query("insert into accounts values ('alice', 100)")
    const id = await requestWithdrawal(database.transact, 'alice', '0.1', 'TXofNobody')
    const attempts = Array.from({ length: 20 }, () => attemptWithdrawal({ ...database, client }, id))
    await Promise.all(attempts)
    const { rows } = await pool.query('select state, balance from withdrawals, accounts')
    assert.deepEqual([rows[0].state, Number(rows[0].balance)], ['returned', 100])
  }),
)
