import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { subtractAmounts } from '../../src/money/subtract-amounts.ts'
import { decimal, runs, shortest } from '../tools/decimals.ts'
import { thrown } from '../tools/thrown.ts'

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
