import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareAmounts } from '../../src/money/amounts.ts'
import { decimal, runs } from '../tools/decimals.ts'
import { thrown } from '../tools/thrown.ts'

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
