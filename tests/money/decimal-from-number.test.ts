import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decimalFromNumber } from '../../src/money/decimal-from-number.ts'

for (const [value, text] of [
  [0, '0'],
  [-0, '0'],
  [15, '15'],
  [-1.25, '-1.25'],
  [0.1, '0.1'],
  [0.1 + 0.2, '0.30000000000000004'],
  [1e-7, '0.0000001'],
  [1.5e-9, '0.0000000015'],
  [1e21, '1000000000000000000000'],
  [1.5e22, '15000000000000000000000'],
  [100, '100'],
  [9007199254740992, '9007199254740992'],
] as const) {
  test(`names ${Object.is(value, -0) ? '-0' : value} ${text}`, () => assert.equal(decimalFromNumber(value), text))
}

test('names every number without an exponent, so that it reads back as the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = decimalFromNumber(value)
      assert.match(text, /^-?\d+(\.\d*[1-9])?$/)
      assert.ok(Number(text) === value)
    }),
    { seed: 20_261_124, numRuns: 2_000 },
  )
})

test('needs no more digits than JavaScript itself', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e20, noNaN: true }),
      (value) => decimalFromNumber(value) === String(value),
    ),
    { seed: 20_261_124, numRuns: 2_000 },
  )
})
