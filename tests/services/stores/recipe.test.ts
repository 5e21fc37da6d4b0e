import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { type Confirmed, creditOnce, creditTables, type Transact } from '../../../examples/recipes/credit-once.ts'
import { transactWithPg } from '../../../examples/recipes/transact-with-pg.ts'
import { runCommand } from '../../support/run-command.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { openPool } from './workers/open-pool.ts'

/** Transactions, and SQL beside them whose first column is handed out. */
interface Database {
  readonly transact: Transact
  readonly read: (text: string, values?: string[]) => Promise<readonly unknown[]>
}

const firstColumn = (rows: readonly unknown[]) => rows.map((row) => Object.values(row as object)[0] as unknown)

/** Makes the events of one payment, in an order of its own. */
async function openOrder({ read }: Database, orderId: string) {
  await read('insert into orders (id) values ($1)', [orderId])
  const event = (status: string, amount: string, uuid = orderId): Confirmed => ({
    id: `payment:${uuid}:${status}:true:${amount}`,
    uuid,
    orderId,
    amount,
  })
  const paid = async () => String((await read('select paid::text from orders where id = $1', [orderId]))[0])
  const count = async () => (await read('select event_id from credits where order_id = $1', [orderId])).length
  return { event, paid, count }
}

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)

/** What the recipe promises, each with a way to see it. */
const promises: Readonly<Record<string, (database: Database) => Promise<void>>> = {
  'an event that is delivered 100 times at once credits once': async (database) => {
    const { event, paid, count } = await openOrder(database, 'hundred')
    const deliveries = times(100, event('paid', '15.5'))
    const credited = await Promise.all(deliveries.map((each) => creditOnce(database.transact, each)))
    assert.deepEqual(
      credited.filter((amount) => amount !== '0'),
      ['15.5'],
    )
    assert.deepEqual([await paid(), await count()], ['15.5', 1])
  },

  'paid and then paid_over credits the difference': async (database) => {
    const { event, paid } = await openOrder(database, 'over')
    assert.equal(await creditOnce(database.transact, event('paid', '15.000000000000000001')), '15.000000000000000001')
    assert.equal(await creditOnce(database.transact, event('paid_over', '20')), '4.999999999999999999')
    assert.equal(await creditOnce(database.transact, event('paid_over', '20')), '0')
    assert.equal(Number(await paid()), 20)
  },

  'an event that comes too late credits nothing more': async (database) => {
    const { event, paid } = await openOrder(database, 'late')
    await creditOnce(database.transact, event('paid_over', '20'))
    assert.equal(await creditOnce(database.transact, event('paid', '15')), '0')
    assert.equal(await paid(), '20')
  },

  'two events, each 30 times, all at once, credit what the larger one says': async (database) => {
    const { event, paid, count } = await openOrder(database, 'mixed')
    const deliveries = times(30, [event('paid', '15'), event('paid_over', '20')]).flat()
    await Promise.all(deliveries.map((each) => creditOnce(database.transact, each)))
    assert.deepEqual([await paid(), await count()], ['20', 2])
  },

  'each deposit of a static wallet counts': async (database) => {
    const { event, paid } = await openOrder(database, 'wallet')
    const deposits = ['first', 'second', 'third'].map((uuid) => event('paid', '5', uuid))
    await Promise.all([...deposits, ...deposits].map((each) => creditOnce(database.transact, each)))
    assert.equal(await paid(), '15')
  },

  'a crash between the two writes credits nothing, and the next delivery all': async (database) => {
    const { event, paid, count } = await openOrder(database, 'crash')
    const crashing: Transact = (run) =>
      database.transact((transaction) =>
        run({
          query: async (text, values) => {
            if (text.startsWith('update')) throw new Error('crash')
            return transaction.query(text, values)
          },
        }),
      )
    await assert.rejects(creditOnce(crashing, event('paid', '15')), /crash/)
    assert.deepEqual([await paid(), await count()], ['0', 0])
    assert.equal(await creditOnce(database.transact, event('paid', '15')), '15')
    assert.deepEqual([await paid(), await count()], ['15', 1])
  },

  'an order that does not exist is an error, and nothing is recorded': async (database) => {
    const stranger = { id: 'e', uuid: 'u', orderId: 'stranger', amount: '1' }
    await assert.rejects(creditOnce(database.transact, stranger), /There is no order stranger/)
    assert.deepEqual(await database.read('select event_id from credits where uuid = $1', ['u']), [])
  },
}

const testPromises = (t: { test: typeof test }, name: string, database: Database) =>
  Promise.all(Object.entries(promises).map(([what, check]) => t.test(`${name}: ${what}`, () => check(database))))

test('creditOnce over several connections to PostgreSQL', { timeout: 120_000 }, (t) =>
  withPostgres(async (connectionString) => {
    const pool = openPool({ connectionString })
    const read: Database['read'] = async (text, values = []) => firstColumn((await pool.query(text, values)).rows)
    const database = { transact: transactWithPg(pool), read }
    for (const sql of creditTables) await pool.query(sql)
    await testPromises(t, 'pg', database)

    await t.test('a connection that is lost between the two writes credits nothing', async () => {
      const { event, paid, count } = await openOrder(database, 'lost')
      const losing: Transact = (run) =>
        database.transact((transaction) =>
          run({
            query: async (text, values) => {
              if (text.startsWith('update')) {
                const { rows } = await transaction.query('select pg_backend_pid() as pid', [])
                await read('select pg_terminate_backend($1::int)', firstColumn(rows).map(String))
              }
              return transaction.query(text, values)
            },
          }),
        )
      await assert.rejects(creditOnce(losing, event('paid', '15')))
      assert.deepEqual([await paid(), await count()], ['0', 0])
      assert.equal(await creditOnce(database.transact, event('paid', '15')), '15')
      assert.equal(await paid(), '15')
    })
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
  assert.match(output, /^order-1 has been paid 15/m)
})
