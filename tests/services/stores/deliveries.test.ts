import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { creditOnce, creditTables } from '../../../examples/recipes/credit-once.ts'
import { transactWithPg } from '../../../examples/recipes/transact-with-pg.ts'
import { postgresStore, postgresStoreSql } from '../../../src/stores/postgres-store.ts'
import { createHandlerWith, createWebhookHandler } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import { signWebhook } from '../../../src/webhooks/sign-webhook.ts'
import type { WebhookEvent } from '../../../src/webhooks/types.ts'
import { payment, paymentKey } from '../../support/webhooks.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { withRedis } from '../../support/with-redis.ts'
import { runSchedule } from '../../webhooks/model/run-schedule.ts'
import { openPool } from './workers/open-pool.ts'
import { type OpenStore, openStore } from './workers/open-store.ts'

type Run = (opened: OpenStore, url: string) => Promise<void>

const services: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  Redis: (run) => withRedis((port) => withStore(`redis://127.0.0.1:${port}`, run)),
  PostgreSQL: (run) => withPostgres((url) => withStore(url, run)),
}

async function withStore(url: string, run: Run): Promise<void> {
  const opened = await openStore(url)
  try {
    await run(opened, url)
  } finally {
    await opened.close()
  }
}

const schedules = 200

const uuidOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Runs something while three processes receive webhooks with one store between them. */
async function withProcesses(url: string, run: (ports: readonly number[]) => Promise<void>): Promise<void> {
  const file = fileURLToPath(new URL('./workers/receive-webhooks.ts', import.meta.url))
  const children = [1, 2, 3].map((): ChildProcess => fork(file, [url], { execArgv: ['--import', 'tsx'] }))
  try {
    const started = await Promise.all(children.map((child) => once(child, 'message')))
    await run(started.map(([port]) => Number(port)))
  } finally {
    for (const child of children) child.kill()
  }
}

for (const [name, withService] of Object.entries(services)) {
  test(`1,000 deliveries at once to three processes over one ${name} run the handler once`, { timeout: 120_000 }, () =>
    withService(async ({ count }, url) => {
      await withProcesses(url, async (ports) => {
        const uuid = uuidOf(1)
        const body = signWebhook({ ...payment, uuid }, paymentKey)
        const deliver = async (number: number) =>
          (await fetch(`http://127.0.0.1:${ports[number % 3]}/`, { method: 'POST', body })).status
        const statuses = await Promise.all(Array.from({ length: 1000 }, (_, number) => deliver(number)))
        assert.deepEqual([...new Set([...statuses, 409])].sort(), [200, 409])
        assert.equal(await count(uuid), 1)
        assert.deepEqual(await Promise.all(ports.map((_, number) => deliver(number))), [200, 200, 200])
        assert.equal(await count(uuid), 1)
      })
    }),
  )

  test(`every promise is kept in ${schedules} schedules of crashes over ${name}`, { timeout: 480_000 }, (t) =>
    withService(async ({ store, act, count }) => {
      let deaths = 0
      for (let seed = 1; seed <= schedules; seed++) {
        const uuid = uuidOf(seed)
        const outcome = await runSchedule(seed, createHandlerWith, { store, uuid, effect: () => act(uuid) })
        assert.ok((await count(uuid)) <= outcome.runs, `seed ${seed}`)
        deaths += outcome.deaths
      }
      assert.ok(deaths > schedules / 10, `${deaths} deaths`)
      t.diagnostic(`${deaths} deaths`)
    }),
  )
}

test(
  'the transaction recipe credits once, whoever dies, in 200 schedules of crashes over PostgreSQL',
  { timeout: 480_000 },
  () =>
    withPostgres((url) =>
      withStore(url, async ({ store }) => {
        const pool = openPool({ connectionString: url })
        for (const sql of creditTables) await pool.query(sql)
        let repeats = 0
        for (let seed = 1; seed <= schedules; seed++) {
          const uuid = uuidOf(seed)
          await pool.query(`insert into orders (id, currency) values ($1, 'USD')`, [uuid])
          let credits = 0
          const effect = async (event: WebhookEvent) => {
            if (!event.isPaid || event.type !== 'payment') return
            credits += 1
            await creditOnce(transactWithPg(pool), { ...event, order_id: uuid })
          }
          await runSchedule(seed, createHandlerWith, { store, uuid, effect })
          const { rows } = await pool.query('select paid::text as paid from orders where id = $1', [uuid])
          assert.equal(Number(rows[0].paid), credits > 0 ? 50 : 0, `seed ${seed}`)
          repeats += Math.max(0, credits - 1)
        }
        await pool.end()
        assert.ok(repeats > 0, 'no handler ran twice, so nothing was proven')
      }),
    ),
)

test('W14: handlers that hold every connection of the pool of their store lose the lease, and their signal tells them', () =>
  withPostgres(async (url) => {
    const pools = [1, 2].map(() => openPool({ connectionString: url, max: 1 }))
    await pools[0]?.query(`${postgresStoreSql('webhooks')}; ${postgresStoreSql('credits')}`)
    const begun: (readonly string[])[] = []
    const endpoints = pools.map((pool) =>
      createWebhookHandler({
        ...{ apiKey: paymentKey, confirm: false, logger: false, leaseMs: 900, waitMs: 4_000 },
        store: postgresStore(pool, { table: 'webhooks' }),
        on: {
          'payment.paid': async ({ uuid }, { signal, unfinished }) => {
            const isFirst = begun.push(unfinished) === 1
            const connection = await pool.connect()
            try {
              await connection.query('begin')
              await connection.query('insert into credits values ($1, $2)', [uuid, `run ${begun.length}`])
              if (isFirst) await once(signal, 'abort')
              signal.throwIfAborted()
              await connection.query('commit')
            } catch (error) {
              await connection.query('rollback')
              throw error
            } finally {
              connection.release()
            }
          },
        },
      }),
    )
    const request = () =>
      new Request('https://shop.example/', { method: 'POST', body: signWebhook({ ...payment }, paymentKey) })
    try {
      const first = endpoints[0]?.(request())
      while (begun.length === 0) await new Promise(setImmediate)
      // Waits until the lease has run out, and takes over.
      const second = endpoints[1]?.(request())
      assert.deepEqual([(await first)?.status, (await second)?.status], [500, 200])
      assert.deepEqual(begun, [[], ['paid']])
      const { rows } = (await pools[1]?.query('select value from credits')) ?? {}
      assert.deepEqual(rows, [{ value: 'run 2' }])
    } finally {
      await Promise.all(pools.map((pool) => pool.end()))
    }
  }))
