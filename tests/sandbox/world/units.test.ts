import assert from 'node:assert/strict'
import { test } from 'node:test'
import { multiply, percentOf, readUnits, toFixed, toShortest, toUnits } from '../../../src/sandbox/world/units.ts'
import { thrown } from '../../support/thrown.ts'

test('an amount is counted in hundred-millionths, and further digits are cut', () => {
  assert.equal(toUnits('15'), 1_500_000_000n)
  assert.equal(toUnits('0.00000001'), 1n)
  assert.equal(toUnits('0.000000019'), 1n)
})

test('units are spelled with eight decimals, or with fewer', () => {
  assert.equal(toFixed(1_500_000_000n), '15.00000000')
  assert.equal(toFixed(1n), '0.00000001')
  assert.equal(toFixed(1_599_999_999n, 2), '15.99')
  assert.equal(toFixed(-75_000_000n), '-0.75000000')
})

test('units are spelled in their shortest form', () => {
  assert.equal(toShortest(1_500_000_000n), '15')
  assert.equal(toShortest(1n), '0.00000001')
})

test('a share is taken with two decimals of a percent', () => {
  assert.equal(percentOf(10_000n, 2), 200n)
  assert.equal(percentOf(10_000n, 0.29), 29n)
  assert.equal(percentOf(10_000n, -5), -500n)
})

test('a product is rounded up only where something is left', () => {
  assert.equal(multiply(10n, 2n, 5n), 4n)
  assert.equal(multiply(10n, 1n, 3n), 4n)
  assert.equal(multiply(0n, 1n, 3n), 0n)
})

test('reads an amount above zero', () => {
  assert.equal(readUnits('1.5'), 150_000_000n)
  assert.equal(readUnits('0.00000001'), 1n)
})

test('what cannot be sent is a validation error about the amount', () => {
  for (const amount of ['0', '-1', '0.000000001', 'much', '', 5 as never]) {
    assert.equal(thrown('validation', () => readUnits(amount)).issues[0]?.path, 'amount')
  }
})
