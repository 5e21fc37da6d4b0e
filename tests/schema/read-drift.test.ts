import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCount, readFlag, readText } from '../../src/schema/read-drift.ts'

const asTheyCame = [null, undefined, '', 'text', {}, []]

test('readText makes a decimal string of a number, without an exponent', () => {
  assert.equal(readText(15), '15')
  assert.equal(readText(1e-7), '0.0000001')
  assert.equal(readText(0), '0')
})

test('readText hands everything else on as it came, Infinity from "1e999" included', () => {
  for (const value of [...asTheyCame, true, Number.POSITIVE_INFINITY]) assert.equal(readText(value), value)
})

test("readFlag knows PHP's spellings of yes and no", () => {
  for (const yes of [true, 1, '1', 'true']) assert.equal(readFlag(yes), true)
  for (const no of [false, 0, '0', 'false']) assert.equal(readFlag(no), false)
})

test('readFlag hands everything else on as it came', () => {
  for (const value of [...asTheyCame, 2, 'yes']) assert.equal(readFlag(value), value)
})

test('readCount makes a number of a whole number that is text', () => {
  assert.equal(readCount('15'), 15)
  assert.equal(readCount('-1'), -1)
  assert.equal(readCount(15), 15)
})

test('readCount hands everything else on as it came', () => {
  for (const value of [...asTheyCame, '1.5', '1e3', '9'.repeat(16), ' 1']) assert.equal(readCount(value), value)
})
