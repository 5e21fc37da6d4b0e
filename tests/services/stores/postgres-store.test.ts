import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pool } from 'pg'
import postgres from 'postgres'
import type { PostgresQuery, RunSql } from '../../../src/stores/postgres-store.ts'
import { postgresStore, postgresStoreSql } from '../../../src/stores/postgres-store.ts'
import { testStore } from '../../support/store-conformance.ts'
import { withPostgres } from '../../support/with-postgres.ts'
import { openPool } from './workers/open-pool.ts'

/** Runs something with a pool of `pg`, which is closed afterwards. */
async function withPool(connectionString: string, run: (pool: Pool) => Promise<void>, options?: string): Promise<void> {
  const pool = openPool({ connectionString, ...(options !== undefined && { options }) })
  try {
    await run(pool)
  } finally {
    await pool.end()
  }
}

/** Opens stores in tables of their own. */
const openWith = (query: PostgresQuery, run: RunSql, name: string) => async (space: string) => {
  const table = `${name}_${space}`
  await run(postgresStoreSql(table), [])
  return postgresStore(query, { table })
}

const all = Array.from({ length: 50 }, (_, at) => String(at))

test('postgresStore on PostgreSQL', { timeout: 300_000 }, (t) =>
  withPostgres(async (url) => {
    await withPool(url, (pool) =>
      testStore(
        t,
        'pg',
        openWith(pool, (text, values) => pool.query(text, values), 'pool'),
      ),
    )

    const sql = postgres(url, { onnotice: () => {} })
    const unsafe: RunSql = (text, values) => sql.unsafe(text, values)
    await testStore(t, 'postgres', openWith(sql, unsafe, 'sql'))
    await testStore(t, 'a function', openWith(unsafe, unsafe, 'fn'))
    await sql.end()

    await t.test('the table can be created again, in a schema and with capital letters', () =>
      withPool(url, async (pool) => {
        await pool.query('create schema "Shop"')
        for (let time = 0; time < 2; time++) await pool.query(postgresStoreSql('Shop.Events'))
        const store = postgresStore(pool, { table: 'Shop.Events' })
        assert.equal(await store.add('key', 'value'), true)
        const { rows } = await pool.query('select key, value, created_at from "Shop"."Events"')
        assert.deepEqual([rows.length, rows[0].key, rows[0].value], [1, 'key', 'value'])
        assert.ok(rows[0].created_at instanceof Date)
      }),
    )

    await t.test('what another one has not committed is not there, and an add waits for it', () =>
      withPool(url, async (pool) => {
        const store = await openWith(pool, (text) => pool.query(text), 'waiting')('x')
        for (const [key, end, won] of [
          ['rolled back', 'rollback', true],
          ['committed', 'commit', false],
        ] as const) {
          const other = await pool.connect()
          await other.query('begin')
          await other.query('insert into waiting_x (key, value) values ($1, $2)', [key, 'other'])
          assert.equal(await store.get(key), undefined)
          const adding = store.add(key, 'ours')
          await other.query(end)
          other.release()
          assert.equal(await adding, won)
          assert.equal(await store.get(key), won ? 'ours' : 'other')
        }
      }),
    )

    await t.test('a stricter isolation makes errors of some losers and never a second winner', () =>
      withPool(
        url,
        async (pool) => {
          const store = await openWith(pool, (text) => pool.query(text), 'strict')('x')
          const added = await Promise.allSettled(all.map((value) => store.add('key', value)))
          const winners = all.filter((_, at) => (added[at] as { value?: boolean }).value)
          assert.deepEqual([await store.get('key')], winners)
          const replaced = await Promise.allSettled(all.map((to) => store.replace('key', winners[0] ?? '', `${to}!`)))
          assert.deepEqual(
            [await store.get('key')],
            all.filter((_, at) => (replaced[at] as { value?: boolean }).value).map((to) => `${to}!`),
          )
          const codes = [...added, ...replaced].flatMap((each) =>
            each.status === 'rejected' ? [each.reason.code] : [],
          )
          assert.ok(codes.every((code) => code === '40001'))
        },
        '-c default_transaction_isolation=serializable',
      ),
    )

    await t.test('what PostgreSQL complains of passes through', () =>
      withPool(url, async (pool) => {
        const store = postgresStore(pool, { table: 'no_such_table' })
        await assert.rejects(store.get('key'), { code: '42P01' })
      }),
    )
  }),
)
