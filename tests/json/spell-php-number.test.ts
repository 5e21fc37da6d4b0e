import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spellPhpNumber } from '../../src/json/spell-php-number.ts'

// What PHP 8.2 prints for the float, with its default serialize_precision of -1.
const table: readonly (readonly [number, string])[] = [
  [0, '0'],
  [-0, '-0'],
  [1, '1'],
  [-1, '-1'],
  [15.5, '15.5'],
  [0.1, '0.1'],
  [0.1 + 0.2, '0.30000000000000004'],
  [0.001, '0.001'],
  [0.0001, '0.0001'],
  [0.00012345, '0.00012345'],
  [0.00001, '1.0e-5'],
  [0.000012345, '1.2345e-5'],
  [1e-7, '1.0e-7'],
  [-1e-7, '-1.0e-7'],
  [1.5e-9, '1.5e-9'],
  [9007199254740991, '9007199254740991'],
  [1e15, '1000000000000000'],
  [1e16, '10000000000000000'],
  [12345678901234568, '12345678901234568'],
  [1e17, '1.0e+17'],
  [123456789012345680, '1.2345678901234568e+17'],
  [1e25, '1.0e+25'],
  [1.5e300, '1.5e+300'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [5e-324, '5.0e-324'],
  [123456.789, '123456.789'],
]

for (const [value, spelled] of table) {
  test(`spells ${Object.is(value, -0) ? '-0' : value} as ${spelled}`, () =>
    assert.equal(spellPhpNumber(value), spelled))
}

test('spells every number so that it reads back as the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      Object.is(Number(spellPhpNumber(value)), value),
    ),
    { seed: 20_261_124, numRuns: 2_000 },
  )
})
