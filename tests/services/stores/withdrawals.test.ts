import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { openPglite } from '../../../examples/payouts/open-database.ts'
import { requestWithdrawal, withdrawalTables } from '../../../examples/payouts/withdrawals.ts'
import { createClient } from '../../../src/client.ts'
import { payoutOrderId } from '../../../src/flows/payout-order-id.ts'
import { countOf } from '../../support/counts.ts'
import { root } from '../../support/root.ts'
import { runCommand } from '../../support/run-command.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { openPool } from './workers/open-pool.ts'
import { commonScenes, countRows, ledgerOf, passGrace, startProgram } from './workers/payout-shop.ts'

const told = [
  ...commonScenes,
  /^changed: #7 over 51 is stuck \(.*differs in amount.*\); balance 39\.0$/m,
  /^6 payouts at the gateway: 10, 11, 12, 13, 14, 15$/m,
]

const runExample = async (DATABASE_URL?: string) => {
  const { code, output } = await runCommand(process.execPath, ['--import', 'tsx', 'demo.ts'], {
    cwd: `${root}examples/payouts`,
    env: { ...process.env, DATABASE_URL },
  })
  assert.equal(code, 0, output)
  for (const line of told) assert.match(output, line)
}

test('the example sends withdrawals over PGlite', { timeout: 120_000 }, () => runExample())

test('the example sends withdrawals over PostgreSQL', { timeout: 120_000 }, () => withPostgres(runExample))

test('a withdrawal of nothing, of less, of more than the balance or of no number is refused, and changes no balance', async (t) => {
  const { transact, query, close } = await openPglite()
  t.after(close)
  await query("insert into accounts (id, balance) values ('alice', '100')", [])
  for (const amount of ['-5', '0', '100.01', 'NaN', 'Infinity', '-Infinity', 'five']) {
    await assert.rejects(requestWithdrawal(transact, 'alice', amount, 'TExampleAddress'), amount)
  }
  assert.deepEqual((await query('select balance::text from accounts', [])).rows, [{ balance: '100' }])
  assert.deepEqual((await query('select id from withdrawals', [])).rows, [])
})

const rows = countOf(10_000, 600)
const kills = 10

/** Kills a worker as soon as so many withdrawals have been sent, in the middle of others. */
async function killAfter(pool: Pool, worker: ChildProcess, sent: number): Promise<void> {
  const ended = once(worker, 'exit')
  while ((await countRows(pool, "state <> 'open'")) < sent && worker.exitCode === null) await pause(20)
  worker.kill('SIGKILL')
  await ended
}

test(
  `${rows} withdrawals are each paid once, although their worker is killed ${kills} times`,
  { timeout: 900_000 },
  (t) =>
    withPostgres(async (url) => {
      const pool = openPool({ connectionString: url })
      const gateway = startProgram('serve-gateway')
      try {
        const [clientOptions] = await once(gateway, 'message')
        const client = createClient(clientOptions)
        for (const sql of withdrawalTables) await pool.query(sql)
        await pool.query(`insert into accounts values ('alice', ${2 * rows})`)
        await pool.query(`update accounts set balance = balance - ${rows}`)
        await pool.query(
          `insert into withdrawals (account_id, amount, address)
         select 'alice', 1, 'TXinventedAddressOfNobody0000000000' from generate_series(1, $1::int)`,
          [rows],
        )
        const startWorker = () => startProgram('send-withdrawals', url, JSON.stringify(clientOptions))

        const startedAt = performance.now()
        for (let kill = 1; kill <= kills; kill++) {
          await killAfter(pool, startWorker(), Math.floor((rows * kill) / (kills + 1)))
        }
        let memory = 0
        // The first of these leaves what may still arrive; the second comes after the grace period.
        for (let round = 0; round < 3 && (await countRows(pool, "state = 'open'")) > 0; round++) {
          const interrupted = await countRows(pool, "state = 'open' and note is not null")
          if (round > 0) await passGrace(pool)
          const worker = startWorker()
          const [[bytes]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')])
          memory = Math.max(memory, bytes)
          if (round > 0) t.diagnostic(`${interrupted} were interrupted before they arrived`)
          else {
            const seconds = (performance.now() - startedAt) / 1_000
            t.diagnostic(`${(rows / seconds).toFixed(0)} payouts a second, ${kills} starts of a process included`)
          }
        }
        t.diagnostic(`${(memory / 1e6).toFixed(0)} MB of memory at most`)

        assert.equal(await countRows(pool, "state in ('sent', 'done')"), rows)
        const ledger = await ledgerOf(client)
        const ids = Array.from({ length: rows }, (_, at) => payoutOrderId('shop', 'withdrawal', at + 1))
        assert.deepEqual([...ledger].sort(), ids.sort())
        const { rows: accounts } = await pool.query('select balance::text from accounts')
        assert.equal(accounts[0].balance, String(rows))
      } finally {
        gateway.kill()
        await pool.end()
      }
    }),
)
