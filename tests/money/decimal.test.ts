import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  alignDecimals,
  canonicalAmount,
  decimalFromNumber,
  formatDecimal,
  isDecimal,
  parseDecimal,
} from '../../src/money/decimal.ts'
import { decimal, runs, shortest } from '../support/decimals.ts'
import { thrown } from '../support/thrown.ts'

for (const [text, units, scale] of [
  ['15.00', 1500n, 2],
  ['0', 0n, 0],
  ['-0.5', -5n, 1],
  ['007', 7n, 0],
  ['9'.repeat(64), 10n ** 64n - 1n, 0],
  [`0.${'0'.repeat(63)}1`, 1n, 64],
] as const) {
  test(`reads ${text}`, () => {
    assert.deepEqual(parseDecimal(text), { units, scale })
    assert.equal(isDecimal(text), true)
  })
}

const bad: readonly unknown[] = [
  '',
  ' ',
  '1.',
  '.5',
  '+1',
  '--1',
  '1e3',
  '1,5',
  '1 000',
  '1_000',
  ' 1',
  '1\n',
  '0x10',
  '١',
  'NaN',
  'Infinity',
  '9'.repeat(65),
  `0.${'1'.repeat(65)}`,
  15,
  15n,
  null,
  undefined,
  ['1'],
  { toString: () => '1' },
]

for (const amount of bad) {
  test(`refuses ${typeof amount} ${String(amount).slice(0, 20)}`, () => {
    assert.equal(isDecimal(amount), false)
    const { issues, message } = thrown('validation', () => parseDecimal(amount as string))
    assert.match(message, /^amount must be a decimal string like "10\.28"/)
    assert.equal(issues[0]?.path, 'amount')
  })
}

test('brings both to the larger scale, whichever has it', () => {
  assert.deepEqual(alignDecimals('1.5', '-0.025'), { a: 1500n, b: -25n, scale: 3 })
  assert.deepEqual(alignDecimals('-0.025', '1.5'), { a: -25n, b: 1500n, scale: 3 })
  assert.deepEqual(alignDecimals('2', '3'), { a: 2n, b: 3n, scale: 0 })
})

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
