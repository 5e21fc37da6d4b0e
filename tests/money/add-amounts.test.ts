import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addAmounts } from '../../src/money/add-amounts.ts'
import { decimal, runs, shortest } from '../tools/decimals.ts'
import { thrown } from '../tools/thrown.ts'

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
