import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readUnits } from '../../../src/sandbox/world/read-units.ts'
import { thrown } from '../../tools/thrown.ts'

test('reads an amount above zero', () => {
  assert.equal(readUnits('1.5'), 150_000_000n)
  assert.equal(readUnits('0.00000001'), 1n)
})

test('what cannot be sent is a validation error about the amount', () => {
  for (const amount of ['0', '-1', '0.000000001', 'much', '', 5 as never]) {
    assert.equal(thrown('validation', () => readUnits(amount)).issues[0]?.path, 'amount')
  }
})
