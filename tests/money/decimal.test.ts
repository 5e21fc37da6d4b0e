import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDecimal, parseDecimal } from '../../src/money/decimal.ts'
import { thrown } from '../tools/thrown.ts'

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
    assert.match(message, /^The amount must be a decimal string like "10\.28"/)
    assert.equal(issues[0]?.path, 'amount')
  })
}
