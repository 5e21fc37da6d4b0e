import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addAmounts, compareAmounts, subtractAmounts } from '../../src/money/amounts.ts'
import { decimal, runs, shortest } from '../support/decimals.ts'
import { thrown } from '../support/thrown.ts'

for (const [a, b, order] of [
  ['7', '7.00000000', 0],
  ['0', '-0.0', 0],
  ['10', '9', 1],
  ['0.1', '0.09', 1],
  ['-1', '0.5', -1],
  ['9007199254740993', '9007199254740992', 1],
] as const) {
  test(`compares ${a} with ${b}`, () => {
    assert.equal(compareAmounts(a, b), order)
    assert.equal(compareAmounts(b, a), order === 0 ? 0 : -order)
  })
}

test('compares exactly, whatever the amounts', () => {
  const orderOf = (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1)
  fc.assert(
    fc.property(decimal, decimal, (a, b) => compareAmounts(a.text, b.text) === orderOf(a.units, b.units)),
    runs,
  )
})

test('refuses what is no decimal string', () => {
  thrown('validation', () => compareAmounts('7', '7,00'))
})

for (const [a, b, sum] of [
  ['0.1', '0.2', '0.3'],
  ['15', '0.00', '15'],
  ['0.99999999', '0.00000001', '1'],
  ['-1.5', '1.5', '0'],
  ['9007199254740993', '0.000000000000000001', '9007199254740993.000000000000000001'],
] as const) {
  test(`adds ${a} and ${b} to ${sum}`, () => assert.equal(addAmounts(a, b), sum))
}

test('adds exactly, whatever the amounts', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => addAmounts(a.text, b.text) === shortest(a.units + b.units)),
    runs,
  )
})

test('refuses what is no decimal string', () => {
  thrown('validation', () => addAmounts('1', '1e3'))
})

for (const [a, b, difference] of [
  ['0.3', '0.1', '0.2'],
  ['1', '0.00000001', '0.99999999'],
  ['1', '1.00', '0'],
  ['1', '2.50', '-1.5'],
] as const) {
  test(`subtracts ${b} from ${a} to ${difference}`, () => assert.equal(subtractAmounts(a, b), difference))
}

test('subtracts exactly, whatever the amounts', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => subtractAmounts(a.text, b.text) === shortest(a.units - b.units)),
    runs,
  )
})

test('refuses what is no decimal string', () => {
  thrown('validation', () => subtractAmounts('', '1'))
})
