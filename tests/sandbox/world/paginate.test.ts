import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromCursor, paginate, toCursor } from '../../../src/sandbox/world/paginate.ts'

const at = (second: number) => Date.UTC(2026, 0, 1, 0, 0, second)
const records = (count: number) => Array.from({ length: count }, (_, index) => ({ name: index, createdAt: at(index) }))
const names = (page: { items: readonly { name: number }[] }) => page.items.map(({ name }) => name)
const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index)

test('the newest record comes first', () => {
  const page = paginate(records(3), {})
  assert.deepEqual(names(page), [2, 1, 0])
  const paging = { count: 3, hasPages: false, nextCursor: null, previousCursor: null, perPage: 15 }
  assert.deepEqual(page.paginate, paging)
})

test('exactly one full page has no other', () => {
  const { items, paginate: paging } = paginate(records(15), {})
  assert.equal(items.length, 15)
  assert.deepEqual([paging.hasPages, paging.nextCursor], [false, null])
})

test('cursors lead through every page, and back again', () => {
  const all = records(32)
  const first = paginate(all, {})
  const second = paginate(all, { cursor: first.paginate.nextCursor ?? '' })
  const third = paginate(all, { cursor: second.paginate.nextCursor ?? '' })
  assert.deepEqual([names(first), names(second), names(third)], [range(31, 17), range(16, 2), range(1, 0)])
  assert.deepEqual([third.paginate.nextCursor, third.paginate.count, third.paginate.hasPages], [null, 2, true])
  const back = paginate(all, { cursor: third.paginate.previousCursor ?? '' })
  assert.deepEqual(names(back), names(second))
  const front = paginate(all, { cursor: back.paginate.previousCursor ?? '' })
  assert.deepEqual([names(front), front.paginate.previousCursor], [names(first), null])
})

test('a cursor stays where it is when new records come', () => {
  const { nextCursor } = paginate(records(20), {}).paginate
  assert.deepEqual(names(paginate(records(40), { cursor: nextCursor ?? '' })), range(4, 0))
})

test('garbage for a cursor starts at the first page', () => {
  for (const cursor of ['', '2', 'garbage!', btoa('{"id":null}')]) {
    assert.deepEqual(names(paginate(records(20), { cursor })), range(19, 5), cursor)
  }
})

test('dates are at UTC+3 and both ends belong to the range', () => {
  const range = { date_from: '2026-01-01 03:00:02', date_to: '2026-01-01 3:00:04' }
  assert.deepEqual(names(paginate(records(10), range)), [4, 3, 2])
  const late = [{ name: 0, createdAt: at(4) + 999 }]
  assert.deepEqual(names(paginate(late, range)), [0])
})

test('cursors work within a range of dates', () => {
  const range = { date_to: '2026-01-01 03:00:19' }
  const { nextCursor } = paginate(records(30), range).paginate
  assert.deepEqual(names(paginate(records(30), { ...range, cursor: nextCursor ?? '' })), [4, 3, 2, 1, 0])
})

test('a cursor says again where it points', () => {
  for (const cursor of [
    { position: 0, isNext: true },
    { position: 31, isNext: false },
  ]) {
    assert.deepEqual(fromCursor(toCursor(cursor)), cursor)
  }
})

test('a cursor is base64 of JSON, as the gateway spells it', () => {
  assert.equal(atob(toCursor({ position: 15, isNext: true })), '{"id":15,"_pointsToNextItems":true}')
})

test('what this sandbox did not make is no cursor', () => {
  const strangers = [
    '2',
    '%%%',
    'äöü',
    btoa('null'),
    btoa('[]'),
    btoa('{"id":"1","_pointsToNextItems":true}'),
    btoa('{'),
  ]
  for (const stranger of strangers) assert.equal(fromCursor(stranger), undefined, stranger)
  assert.equal(fromCursor(undefined), undefined)
})
