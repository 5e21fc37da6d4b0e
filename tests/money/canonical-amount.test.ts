import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalAmount } from '../../src/money/canonical-amount.ts'
import { decimal, runs, shortest } from '../tools/decimals.ts'

for (const [amount, canonical] of [
  ['7.00000000', '7'],
  ['0007', '7'],
  ['10', '10'],
  ['0.10', '0.1'],
  ['-0.50', '-0.5'],
  ['-0.00', '0'],
  ['000', '0'],
] as const) {
  test(`spells ${amount} as ${canonical}`, () => assert.equal(canonicalAmount(amount), canonical))
}

test('gives equal amounts one spelling', () => {
  fc.assert(
    fc.property(decimal, ({ text, units }) => canonicalAmount(text) === shortest(units)),
    runs,
  )
})

test('leaves what is no decimal string as it is', () => {
  for (const text of ['seven', '', '1e3', '1.', '.5', '1,000.00', '0x10']) assert.equal(canonicalAmount(text), text)
})
