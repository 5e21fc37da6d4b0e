import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListParams } from '../../../src/operations/paging.ts'
import { createRecords, fromCursor, toCursor } from '../../../src/sandbox/world/records.ts'

const at = (second: number) => Date.UTC(2026, 0, 1, 0, 0, second)
const record = (name: number, createdAt = at(name)) => ({ uuid: `u-${name}`, name, params: {}, createdAt })
const records = (count: number) => Array.from({ length: count }, (_, index) => record(index))

/** What `paginate` of a page holds. */
interface Paging {
  readonly count: number
  readonly hasPages: boolean
  readonly nextCursor: string | null
  readonly previousCursor: string | null
}

function paginate(items: ReturnType<typeof records>, params: ListParams) {
  const page = createRecords(items.map((now) => ({ now }))).page(params)
  return { items: page.items, paginate: page.paginate as Paging }
}

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
  const late = [record(0, at(4) + 999)]
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

test('a range that ends before it begins is empty, and so is a list without records', () => {
  assert.deepEqual(
    names(paginate(records(3), { date_from: '2026-01-01 03:00:02', date_to: '2026-01-01 03:00:00' })),
    [],
  )
  assert.deepEqual(names(paginate([], {})), [])
})

const first = { uuid: 'u-1', params: { order_id: 'one' }, createdAt: 0, status: 'check' }
const second = { uuid: 'u-2', params: { order_id: 'two' }, createdAt: 1, status: 'check' }

function filled() {
  const all = createRecords<typeof first & { txid?: string; walletUuid?: string }>()
  all.set(first)
  all.set(second)
  return all
}

test('finds a record by its uuid, and by its own order_id only', () => {
  const { get, findByOrderId } = filled()
  assert.deepEqual([get('u-1'), get('one')], [first, undefined])
  assert.deepEqual([findByOrderId('two'), findByOrderId('u-2')], [second, undefined])
})

test('a top-up goes by its uuid only, because its order_id is that of its wallet', () => {
  const all = filled()
  const topUp = { ...first, uuid: 'u-3', params: { order_id: 'wallet' }, walletUuid: 'w-1' }
  all.set(topUp)
  assert.deepEqual([all.findByOrderId('wallet'), all.get('u-3')], [undefined, topUp])
})

test('finds a record by the hash of its last transaction, the first of several', () => {
  const all = filled()
  all.set({ ...first, txid: 'tx' })
  assert.equal(all.findByTxid('tx')?.uuid, 'u-1')
  all.set({ ...second, txid: 'tx' })
  assert.equal(all.findByTxid('tx')?.uuid, 'u-1')
  all.set({ ...first, txid: 'tx-2' })
  assert.deepEqual([all.findByTxid('tx'), all.findByTxid('tx-2')?.uuid], [undefined, 'u-1'])
  assert.equal(all.findByTxid('other'), undefined)
})

test('a new state keeps the one before, and an amendment does not', () => {
  const all = filled()
  assert.equal(all.before('u-1'), undefined)
  const paid = { ...first, status: 'paid' }
  all.set(paid)
  assert.deepEqual([all.get('u-1'), all.before('u-1')], [paid, first])
  const amended = { ...paid, txid: 'tx' }
  all.amend(amended)
  assert.deepEqual([all.get('u-1'), all.before('u-1')], [amended, first])
})

test('a stale page shows each record as it was, and none that has just been made', () => {
  const all = filled()
  all.set({ ...first, status: 'paid' })
  const { items, paginate: paging } = all.page({}, true)
  assert.deepEqual(items, [first])
  assert.equal((paging as Paging).count, 1)
  assert.deepEqual(
    all.page({}).items.map(({ status }) => status),
    ['check', 'paid'],
  )
})

test('records made of the versions of others find and show the same', () => {
  const all = filled()
  all.set({ ...first, status: 'paid', txid: 'tx' })
  const copy = createRecords(all.versions())
  assert.deepEqual(copy.versions(), all.versions())
  assert.deepEqual([copy.findByOrderId('one'), copy.before('u-1')], [all.get('u-1'), first])
  assert.deepEqual(copy.findByTxid('tx'), all.get('u-1'))
})
