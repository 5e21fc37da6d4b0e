import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createRowQuery,
  type PostgresQuery,
  postgresStore,
  postgresStoreSql,
  quoteTable,
} from '../../src/stores/postgres-store.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

/** A database that notes what it is sent and gives the rows that it is told to. */
function createDatabase(rows: readonly unknown[]) {
  const sent: { readonly text: string; readonly values: readonly string[] }[] = []
  const query = async (text: string, values: string[]) => {
    sent.push({ text: text.replaceAll(/\s+/g, ' '), values })
    return rows
  }
  return { sent, store: postgresStore(query, { table: 'shop.events' }) }
}

test('get selects the value', async () => {
  const { sent, store } = createDatabase([{ value: 'held' }])
  assert.equal(await store.get('key'), 'held')
  assert.match(sent[0]?.text ?? '', /^select value from "shop"\."events" where key = case when .* end$/)
  assert.deepEqual(sent[0]?.values, ['key'])
  assert.equal(await createDatabase([]).store.get('key'), undefined)
})

test('add inserts what is not there', async () => {
  const { sent, store } = createDatabase([{ changed: 1 }])
  assert.equal(await store.add('key', 'value'), true)
  assert.match(sent[0]?.text ?? '', /^insert into "shop"\."events" .* on conflict \(key\) do nothing returning/)
  assert.deepEqual(sent[0]?.values, ['key', 'value'])
  assert.equal(await createDatabase([]).store.add('key', 'value'), false)
})

test('replace updates where the value is still the same', async () => {
  const { sent, store } = createDatabase([{ changed: 1 }])
  assert.equal(await store.replace('key', 'from', 'to'), true)
  assert.match(
    sent[0]?.text ?? '',
    /^update "shop"\."events" set value = \$3::text where key = .* and value = \$2::text/,
  )
  assert.deepEqual(sent[0]?.values, ['key', 'from', 'to'])
  assert.equal(await createDatabase([]).store.replace('key', 'from', 'to'), false)
})

test('no text of a caller is part of a statement', async () => {
  const { sent, store } = createDatabase([])
  const hostile = "'; drop table users; --"
  await store.get(hostile)
  await store.add(hostile, hostile)
  await store.replace(hostile, hostile, hostile)
  assert.ok(sent.every(({ text }) => !text.includes('drop')))
})

test('rows that are lists, and values that are no text, are an error', async () => {
  for (const row of [['held'], { value: 7 }, {}]) {
    assert.equal((await rejected('config', createDatabase([row]).store.get('key'))).option, 'query')
  }
})

test('an unusable query, table or name of an option is refused at once', () => {
  const query = async () => []
  for (const [run, option] of [
    [() => postgresStore(undefined as never, { table: 'events' }), 'query'],
    [() => postgresStore(query, undefined as never), 'table'],
    [() => postgresStore(query, {} as never), 'table'],
    [() => postgresStore(query, { table: 'events; drop table users' }), 'table'],
    [() => postgresStore(query, { table: 'events', expireMs: 1 } as never), 'expireMs'],
  ] as const) {
    assert.equal(thrown('config', run).option, option)
  }
})

test('it keeps its entries for good', () => {
  assert.equal(createDatabase([]).store.expires, undefined)
})

test('creates the table under its quoted name, once', () => {
  assert.match(
    postgresStoreSql('shop.events'),
    /^create table if not exists "shop"\."events" \(\n {2}key text .*primary key/,
  )
})

test('what is no name of a table never reaches SQL', () => {
  assert.equal(thrown('config', () => postgresStoreSql('events; drop table users')).option, 'table')
})

const echo = (text: string, values: string[]) => [{ text, values }]
const sql = Object.assign(() => assert.fail('The function of postgres builds queries; it sends none.'), {
  unsafe: async (text: string, values: string[]) => Object.assign(echo(text, values), { count: 1 }),
})

const queries: Readonly<Record<string, PostgresQuery>> = {
  pg: { query: async (text, values) => ({ rows: echo(text, values), rowCount: 1 }) },
  PGlite: { query: async (text, values) => ({ rows: echo(text, values), affectedRows: 1, fields: [] }) },
  postgres: sql,
  Neon: Object.assign(() => assert.fail('The function of Neon builds queries.'), {
    unsafe: () => assert.fail('The unsafe of Neon runs nothing.'),
    query: async (text: string, values: string[]) => echo(text, values),
  }),
  'a function that resolves with a list': async (text, values) => echo(text, values),
  'a function that resolves with rows': async (text, values) => ({ rows: echo(text, values) }),
}

for (const [name, query] of Object.entries(queries)) {
  test(`sends text and values and reads the rows of ${name}`, async () => {
    assert.deepEqual([...(await createRowQuery(query)('select $1', ['a']))], [{ text: 'select $1', values: ['a'] }])
  })
}

test('keeps the object that a method belongs to', async () => {
  const pool = {
    rows: [{ value: 'a' }],
    async query() {
      return { rows: this.rows }
    },
  }
  assert.deepEqual(await createRowQuery(pool)('select 1', []), [{ value: 'a' }])
})

test('what sends no statements is refused', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => createRowQuery(none as never)).message, 'query is missing.')
  }
  for (const wrong of ['postgres://localhost', {}, { query: 'select 1' }, { execute: () => {} }]) {
    const error = thrown('config', () => createRowQuery(wrong as never))
    assert.equal(error.option, 'query')
    assert.match(error.message, /^query must be a Pool of pg, the sql of postgres or Neon, a PGlite, or a function/)
  }
})

test('an answer without rows is an error and not a no', async () => {
  for (const answer of [undefined, null, 1, {}, { rowCount: 1 }, { rows: 'none' }]) {
    const error = await rejected('config', createRowQuery(async () => answer)('select 1', []))
    assert.deepEqual(
      [error.option, error.message],
      ['query', 'query must resolve with rows, in a list or as { rows }.'],
    )
  }
})

for (const [table, quoted] of [
  ['store', '"store"'],
  ['Cryptomus_Store2', '"Cryptomus_Store2"'],
  ['shop.store', '"shop"."store"'],
  ['select', '"select"'],
  ['_a$', '"_a$"'],
  ['x'.repeat(63), `"${'x'.repeat(63)}"`],
] as const) {
  test(`${table} is spelled ${quoted}`, () => assert.equal(quoteTable(table), quoted))
}

for (const table of [
  ...['', ' ', 'a b', 'a-b', '1a', 'a;', 'a"b', '"a"', "a'", 'a\u0000', 'a\n', 'ä', 'a--', 'a/*', 'a(b)'],
  ...['.', 'a.', '.a', 'a..b', 'a.b.c', 'a. b', 'store"; drop table users; --', 'x'.repeat(64)],
  ...[7, true, {}, ['store'], { toString: () => 'store' }],
]) {
  test(`${JSON.stringify(table)} is no name of a table`, () => {
    const error = thrown('config', () => quoteTable(table))
    assert.equal(error.option, 'table')
    assert.match(error.message, /^table must be the name of a table/)
  })
}

test('a table that is not named is missing', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => quoteTable(none)).message, 'table is missing.')
  }
})
