import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postgresStoreSql } from '../../src/stores/postgres-store-sql.ts'
import { thrown } from '../tools/thrown.ts'

test('creates the table under its quoted name, once', () => {
  assert.match(
    postgresStoreSql('shop.events'),
    /^create table if not exists "shop"\."events" \(\n {2}key text .*primary key/,
  )
})

test('what is no name of a table never reaches SQL', () => {
  assert.equal(thrown('config', () => postgresStoreSql('events; drop table users')).option, 'table')
})
