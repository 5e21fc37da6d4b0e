import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PostgresQuery } from '../../src/stores/postgres-types.ts'
import { queryRows } from '../../src/stores/query-rows.ts'
import { rejected } from '../tools/rejected.ts'
import { thrown } from '../tools/thrown.ts'

const echo = (text: string, values: string[]) => [{ text, values }]
const sql = Object.assign(() => assert.fail('The function of postgres builds queries; it sends none.'), {
  unsafe: async (text: string, values: string[]) => Object.assign(echo(text, values), { count: 1 }),
})

const queries: Readonly<Record<string, PostgresQuery>> = {
  pg: { query: async (text, values) => ({ rows: echo(text, values), rowCount: 1 }) },
  PGlite: { query: async (text, values) => ({ rows: echo(text, values), affectedRows: 1, fields: [] }) },
  postgres: sql,
  'a function that resolves with a list': async (text, values) => echo(text, values),
  'a function that resolves with rows': async (text, values) => ({ rows: echo(text, values) }),
}

for (const [name, query] of Object.entries(queries)) {
  test(`sends text and values and reads the rows of ${name}`, async () => {
    assert.deepEqual([...(await queryRows(query)('select $1', ['a']))], [{ text: 'select $1', values: ['a'] }])
  })
}

test('keeps the object that a method belongs to', async () => {
  const pool = {
    rows: [{ value: 'a' }],
    async query() {
      return { rows: this.rows }
    },
  }
  assert.deepEqual(await queryRows(pool)('select 1', []), [{ value: 'a' }])
})

test('what sends no statements is refused', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => queryRows(none as never)).message, 'query is missing.')
  }
  for (const wrong of ['postgres://localhost', {}, { query: 'select 1' }, { execute: () => {} }]) {
    const error = thrown('config', () => queryRows(wrong as never))
    assert.equal(error.option, 'query')
    assert.match(error.message, /^query must be a Pool of pg, the sql of postgres, a PGlite, or a function/)
  }
})

test('an answer without rows is an error and not a no', async () => {
  for (const answer of [undefined, null, 1, {}, { rowCount: 1 }, { rows: 'none' }]) {
    const error = await rejected('config', queryRows(async () => answer)('select 1', []))
    assert.deepEqual(
      [error.option, error.message],
      ['query', 'query must resolve with rows, in a list or as { rows }.'],
    )
  }
})
