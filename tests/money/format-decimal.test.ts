import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDecimal } from '../../src/money/format-decimal.ts'

for (const [units, scale, text] of [
  [15n, 0, '15'],
  [150n, 1, '15'],
  [5n, 1, '0.5'],
  [5n, 3, '0.005'],
  [-125n, 2, '-1.25'],
  [0n, 8, '0'],
  [100n, 0, '100'],
] as const) {
  test(`spells ${units} with ${scale} places as ${text}`, () => assert.equal(formatDecimal({ units, scale }), text))
}
