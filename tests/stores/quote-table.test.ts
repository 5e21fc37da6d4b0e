import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quoteTable } from '../../src/stores/quote-table.ts'
import { thrown } from '../tools/thrown.ts'

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
