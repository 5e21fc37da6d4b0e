import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import {
  creditOnce,
  creditTables,
  noteOnce,
  reverseOnce,
  type Transact,
} from '../../../examples/recipes/credit-once.ts'
import { transactWithPg } from '../../../examples/recipes/transact-with-pg.ts'
import type { PaymentEvent, WalletEvent } from '../../../src/webhooks/types.ts'
import { runCommand } from '../../support/run-command.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { openPool } from './workers/open-pool.ts'

interface Database {
  readonly transact: Transact
  readonly read: (text: string, values?: string[]) => Promise<readonly unknown[]>
}

const firstColumn = (rows: readonly unknown[]) => rows.map((row) => Object.values(row as object)[0])

const event = (uuid: string, status: string, more: object = {}) =>
  ({
    ...{ type: 'payment', uuid, order_id: uuid, status, amount: '100.00', currency: 'USD' },
    ...{ payer_currency: 'DOGE', payment_amount: '125.00000000', ...more },
  }) as unknown as PaymentEvent

/** An order of its own in dollars, and what is known of it. */
async function openOrder({ read }: Database, id: string) {
  await read(`insert into orders (id, currency) values ($1, 'USD') returning id`, [id])
  const paid = async () => Number((await read('select paid::text from orders where id = $1', [id]))[0])
  const received = async () =>
    (await read(`select amount::float8 || ' ' || currency from ledger where uuid = $1 and kind = 'received'`, [id]))[0]
  return { paid, received }
}

const promises: Readonly<Record<string, (database: Database) => Promise<void>>> = {
  'W10: an order in dollars that is paid in another coin is credited in dollars': async (database) => {
    const { paid, received } = await openOrder(database, 'coin')
    assert.equal(await creditOnce(database.transact, event('coin', 'paid')), '100.00')
    assert.deepEqual([await paid(), await received()], [100, '125 DOGE'])
  },
  'W10: a part in another coin credits nothing, and stands in the ledger in its coin': async (database) => {
    const { paid, received } = await openOrder(database, 'part')
    await noteOnce(database.transact, event('part', 'wrong_amount_waiting', { payment_amount: '12.5' }))
    await noteOnce(database.transact, event('part', 'wrong_amount_waiting', { payment_amount: '10' }))
    assert.deepEqual([await paid(), await received()], [0, '12.5 DOGE'])
  },
  'paid, delivered twice and at once, credits once, and paid_over after it nothing more': async (database) => {
    const { paid, received } = await openOrder(database, 'once')
    await Promise.all([1, 2, 3].map(() => creditOnce(database.transact, event('once', 'paid'))))
    assert.equal(await creditOnce(database.transact, event('once', 'paid_over', { payment_amount: '130' })), '0')
    assert.deepEqual([await paid(), await received()], [100, '130 DOGE'])
  },
  'two payments of one order are two credits': async (database) => {
    const { paid } = await openOrder(database, 'two')
    await creditOnce(database.transact, event('two', 'paid'))
    await creditOnce(database.transact, event('two-b', 'paid', { order_id: 'two' }))
    assert.equal(await paid(), 200)
  },
  'a refund takes the credit back once, and nothing where there was none': async (database) => {
    const { paid } = await openOrder(database, 'refund')
    assert.equal(await reverseOnce(database.transact, event('refund', 'refund_paid')), '0')
    await creditOnce(database.transact, event('refund', 'paid'))
    for (let copies = 0; copies < 2; copies++) await reverseOnce(database.transact, event('refund', 'refund_paid'))
    assert.equal(await paid(), 0)
  },
  'a deposit to a static wallet stands in the ledger in its coin': async (database) => {
    const deposit = { ...event('deposit', 'paid'), type: 'wallet' } as unknown as WalletEvent
    await noteOnce(database.transact, deposit)
    await noteOnce(database.transact, deposit)
    const rows = await database.read(`select amount::float8 || ' ' || currency from ledger where uuid = 'deposit'`)
    assert.deepEqual(rows, ['125 DOGE'])
  },
  'an order that does not exist, or is in another currency, is an error, and nothing is recorded': async (database) => {
    await openOrder(database, 'euro')
    for (const other of [event('stranger', 'paid'), event('euro', 'paid', { currency: 'EUR' })]) {
      await assert.rejects(creditOnce(database.transact, other), /There is no order \w+ in (USD|EUR)/)
      assert.deepEqual(await database.read('select kind from ledger where uuid = $1', [other.uuid]), [])
    }
  },
  'a crash between the two writes leaves neither': async (database) => {
    const { paid, received } = await openOrder(database, 'crash')
    const crashing: Transact = (run) =>
      database.transact((transaction) =>
        run({
          query: async (text, values) => {
            if (text.startsWith('update')) throw new Error('crash')
            return transaction.query(text, values)
          },
        }),
      )
    await assert.rejects(creditOnce(crashing, event('crash', 'paid')), /crash/)
    assert.deepEqual([await paid(), await received()], [0, undefined])
    assert.equal(await creditOnce(database.transact, event('crash', 'paid')), '100.00')
    assert.equal(await paid(), 100)
  },
}

const testPromises = async (t: { test: typeof test }, name: string, database: Database) => {
  for (const [what, check] of Object.entries(promises)) await t.test(`${name}: ${what}`, () => check(database))
}

test('creditOnce over several connections to PostgreSQL', { timeout: 120_000 }, (t) =>
  withPostgres(async (connectionString) => {
    const pool = openPool({ connectionString })
    const read: Database['read'] = async (text, values = []) => firstColumn((await pool.query(text, values)).rows)
    for (const sql of creditTables) await pool.query(sql)
    await testPromises(t, 'pg', { transact: transactWithPg(pool), read })
    await pool.end()
  }),
)

test('creditOnce on PGlite', { timeout: 120_000 }, async (t) => {
  const pglite = await PGlite.create()
  for (const sql of creditTables) await pglite.exec(sql)
  await testPromises(t, 'PGlite', {
    transact: (run) => pglite.transaction(run),
    read: async (text, values = []) => firstColumn((await pglite.query(text, values)).rows),
  })
  await pglite.close()
})

test('the example credits once what is delivered 101 times', async () => {
  const file = 'tests/services/stores/credit-once-with-postgres.ts'
  const { code, output } = await runCommand(process.execPath, ['--import', 'tsx', file])
  assert.equal(code, 0, output)
  assert.equal(output.match(/credits 15/g)?.length, 1, output)
  assert.match(output, /^order-1 has been paid 15(\.0+)? USD/m)
})
