import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postgresStore } from '../../src/stores/postgres-store.ts'
import { rejected } from '../tools/rejected.ts'
import { thrown } from '../tools/thrown.ts'

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
  assert.equal(createDatabase([]).store.expireMs, undefined)
})
