import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  coerceCount,
  coerceFlag,
  coerceText,
  count,
  flag,
  identifier,
  listOf,
  loose,
  looseObjectOf,
  money,
  objectOf,
  type Reader,
  text,
} from '../../src/schema/result-fields.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'

const read = (reader: Reader<unknown>, value: unknown) => runSchema(reader, value)
const payment = objectOf({ uuid: identifier, amount: money, is_final: flag, turnover_days: count, comments: text })

test('reads a record and coerces drift', () => {
  const wire = { uuid: 'u', amount: 0.0000001, is_final: 1, turnover_days: '7', comments: 15 }
  assert.deepEqual(read(payment, wire), {
    value: { uuid: 'u', amount: '0.0000001', is_final: true, turnover_days: 7, comments: '15' },
  })
})

test('keeps fields that are not declared, and adds none that are absent', () => {
  assert.deepEqual(read(payment, { uuid: 'u', brand_new: { a: [1] } }), {
    value: { uuid: 'u', brand_new: { a: [1] } },
  })
})

test('keeps a value that it cannot coerce, because a response about moved money must arrive', () => {
  const wire = { uuid: 'u', amount: null, is_final: 'maybe', turnover_days: {}, comments: [] }
  assert.deepEqual(read(payment, wire), { value: wire })
})

for (const [wire, message] of [
  [{}, 'is missing'],
  [{ uuid: null }, 'is missing'],
  [{ uuid: 7 }, 'is missing'],
  [{ uuid: '' }, 'is missing'],
] as const) {
  test(`requires the identifier of a record: ${JSON.stringify(wire)}`, () => {
    assert.deepEqual(read(payment, wire), { issues: [{ path: 'uuid', message }] })
  })
}

for (const wire of [null, undefined, 'text', 7]) {
  test(`refuses ${JSON.stringify(wire)} for a record`, () => {
    assert.deepEqual(read(payment, wire), { issues: [{ path: '', message: 'is not an object' }] })
  })
}

test('reads a loose object if it is one, and keeps the value if it is not', () => {
  const parent = objectOf({ convert: looseObjectOf({ rate: money }) })
  assert.deepEqual(read(parent, { convert: { rate: 1.5 } }), { value: { convert: { rate: '1.5' } } })
  for (const convert of [null, 'none', 7]) {
    assert.deepEqual(read(parent, { convert }), { value: { convert } })
  }
  assert.deepEqual(read(parent, {}), { value: {} })
})

test('reads each item of a list', () => {
  assert.deepEqual(read(listOf(objectOf({ amount: money })), [{ amount: 1 }, { amount: '2' }]), {
    value: [{ amount: '1' }, { amount: '2' }],
  })
})

test('passes on the items of a list that do not fit, and reads the others', () => {
  const odd = [{}, null, 'text', 7, [], undefined, { uuid: '', amount: 1 }]
  const wire = [{ uuid: 'u', amount: 1 }, ...odd, { uuid: 'w', amount: 2 }]
  const value = [{ uuid: 'u', amount: '1' }, ...odd, { uuid: 'w', amount: '2' }]
  assert.deepEqual(read(listOf(payment), wire), { value })
})

test('refuses what is not a list, and passes it on where it may be absent', () => {
  const parent = objectOf({ wallets: loose(listOf(payment)) })
  for (const wallets of [null, 'text', 7, {}]) {
    assert.deepEqual(read(listOf(payment), wallets), { issues: [{ path: '', message: 'is not a list' }] })
    assert.deepEqual(read(parent, { wallets }), { value: { wallets } })
  }
  assert.deepEqual(read(parent, {}), { value: {} })
  assert.deepEqual(read(parent, { wallets: [{ uuid: 'u', amount: 1 }] }), {
    value: { wallets: [{ uuid: 'u', amount: '1' }] },
  })
})

const asTheyCame = [null, undefined, '', 'text', {}, []]

test('coerceText makes a decimal string of a number, without an exponent', () => {
  assert.equal(coerceText(15), '15')
  assert.equal(coerceText(1e-7), '0.0000001')
  assert.equal(coerceText(0), '0')
})

test('coerceText returns every other value as it is, Infinity from "1e999" included', () => {
  for (const value of [...asTheyCame, true, Number.POSITIVE_INFINITY]) assert.equal(coerceText(value), value)
})

test("coerceFlag knows PHP's forms of true and false", () => {
  for (const yes of [true, 1, '1', 'true']) assert.equal(coerceFlag(yes), true)
  for (const no of [false, 0, '0', 'false']) assert.equal(coerceFlag(no), false)
})

test('coerceFlag returns every other value as it is', () => {
  for (const value of [...asTheyCame, 2, 'yes']) assert.equal(coerceFlag(value), value)
})

test('coerceCount makes a number of a string of a whole number', () => {
  assert.equal(coerceCount('15'), 15)
  assert.equal(coerceCount('-1'), -1)
  assert.equal(coerceCount(15), 15)
})

test('coerceCount returns every other value as it is', () => {
  for (const value of [...asTheyCame, '1.5', '1e3', '9'.repeat(16), ' 1']) assert.equal(coerceCount(value), value)
})
