import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findDifferences } from '../../src/call/check-echo.ts'

const echo = ['order_id', 'amount', 'currency', 'network', 'address']
type Values = Readonly<Record<string, unknown>>
const differences = (asked: Values, answered: Values) => findDifferences(echo, asked, answered)

const places = (units: bigint, scale: number) => {
  const digits = units.toString().padStart(scale + 1, '0')
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** The ways in which the gateway prints an amount: at so many places, rounded or cut. */
function print(units: bigint, scale: number, to: number, isRounded: boolean): string {
  if (to >= scale) return places(units * 10n ** BigInt(to - scale), to)
  const unit = 10n ** BigInt(scale - to)
  return places((units + (isRounded ? unit / 2n : 0n)) / unit, to)
}

const amount = fc.record({ units: fc.bigInt({ min: 1n, max: 10n ** 24n }), scale: fc.integer({ min: 0, max: 20 }) })
const code = fc.constantFrom('USD', 'EUR', 'USDT', 'BTC', 'TRX')
const conversion = fc.constantFrom({}, { to_currency: 'USDT' }, { from_currency: 'USDT' }, { to_currency: 'BTC' })

test('a record just made is never a conflict, however the gateway prints its amount and writes its codes', () => {
  const property = fc.property(
    amount,
    fc.constantFrom(2, 8),
    fc.boolean(),
    code,
    conversion,
    ({ units, scale }, to, isRounded, currency, more) => {
      const asked = { amount: places(units, scale), currency, ...more }
      const answered = { amount: print(units, scale, to, isRounded), currency: currency.toLowerCase() }
      // An answer of nothing is never the amount that was asked for.
      const expected = /[1-9]/.test(answered.amount) ? [] : ['amount']
      assert.deepEqual(differences(asked, answered), expected)
    },
  )
  fc.assert(property, { numRuns: 2_000 })
})

test('another amount is a conflict whenever both sides speak of one currency, a conversion or not', () => {
  const property = fc.property(
    amount,
    fc.constantFrom(2, 8),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
    code,
    conversion,
    ({ units, scale }, to, more, currency, others) => {
      const printed = print(units, scale, to, false)
      // Two units of the last printed place away from it, so that neither rounding nor cutting explains it.
      const other = BigInt(printed.replace('.', '')) + 1n + more
      const asked = { amount: places(units, scale), currency, ...others }
      assert.deepEqual(differences(asked, { amount: places(other, to), currency }), ['amount'])
    },
  )
  fc.assert(property, { numRuns: 2_000 })
})

test('an answer in the other currency of a conversion says nothing about the amount that was asked', () => {
  const property = fc.property(amount, amount, fc.constantFrom('to_currency', 'from_currency'), (a, b, name) => {
    const asked = { amount: places(a.units, a.scale), currency: 'USD', [name]: 'USDT' }
    assert.deepEqual(differences(asked, { amount: places(b.units, b.scale), currency: 'usdt' }), [])
    assert.deepEqual(differences(asked, { amount: places(b.units, b.scale) }), [])
  })
  fc.assert(property)
})

const ton = 'QDrjaLahLkMB-hMCmkzOyBuHJ139ZUYmPHu6RRBKnbdL'
const cash = 'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'

const same: readonly (readonly [what: string, asked: Values, answered: Values])[] = [
  ['an amount rounded to cents', { amount: '7.005' }, { amount: '7.01' }],
  ['an amount cut to cents', { amount: '7.005' }, { amount: '7.00' }],
  ['an amount printed without places', { amount: '7.004' }, { amount: '7' }],
  ['nine places cut to eight', { amount: '1.234567891' }, { amount: '1.23456789' }],
  ['the noise of a float', { amount: '0.30000000000000004' }, { amount: '0.30' }],
  ['an amount that came as a number', { amount: '0.0000001' }, { amount: 1e-7 }],
  ['an address that the gateway trims', { address: 'TXa\n' }, { address: 'TXa' }],
  ['an order_id that the gateway trims', { order_id: ' a ' }, { order_id: 'a' }],
  ['a TON address that bounces and one that does not', { address: `U${ton}b9N` }, { address: `E${ton}QQO` }],
  ['a CashAddr with and without its prefix', { address: `bitcoincash:${cash}` }, { address: cash }],
  ['a CashAddr in capitals', { address: `BITCOINCASH:${cash.toUpperCase()}` }, { address: cash }],
  ['a bech32 address in capitals', { address: 'BC1QW508D6QE' }, { address: 'bc1qw508d6qe' }],
  ['the two names of a network', { network: 'TRX' }, { network: 'tron' }],
  ['what only one side has', { network: 'tron', address: 'T' }, { network: null }],
  ...[null, ''].map(
    (currency) =>
      [
        `a converted amount beside ${JSON.stringify(currency)} as its currency`,
        { amount: '5', currency: 'USD', to_currency: 'BTC' },
        { amount: '0.0001', currency },
      ] as const,
  ),
  [
    'a conversion within one currency',
    { amount: '5', currency: 'USDT', to_currency: 'USDT' },
    { amount: '5.00', currency: 'USDT' },
  ],
]

for (const [what, asked, answered] of same) {
  test(`${what} is no conflict`, () => assert.deepEqual(differences(asked, answered), []))
}

const other: readonly (readonly [what: string, asked: Values, answered: Values, fields: readonly string[]])[] = [
  ['10 and 10.99', { amount: '10' }, { amount: '10.99' }, ['amount']],
  ['10.99 and 10', { amount: '10.99' }, { amount: '10' }, ['amount']],
  ['7.5 and a printed 8', { amount: '7.5' }, { amount: '8' }, ['amount']],
  ['7.005 and 7.02', { amount: '7.005' }, { amount: '7.02' }, ['amount']],
  [
    'another amount under a conversion',
    { amount: '500', currency: 'USD', to_currency: 'USDT' },
    { amount: '10', currency: 'USD' },
    ['amount'],
  ],
  [
    'a third currency under a conversion',
    { amount: '5', currency: 'USD', to_currency: 'USDT' },
    { amount: '5', currency: 'EUR' },
    ['currency'],
  ],
  [
    'another amount paid from another balance',
    { amount: '7', currency: 'BTC', from_currency: 'USDT' },
    { amount: '8', currency: 'BTC' },
    ['amount'],
  ],
  ['another TON account', { address: `U${ton}b9N` }, { address: `E${ton.replace('rj', 'rk')}QQO` }, ['address']],
  ['a base58 address in another case', { address: 'TXabc' }, { address: 'TXABC' }, ['address']],
  ['an order_id in another case', { order_id: 'A' }, { order_id: 'a' }, ['order_id']],
  ['order_ids that are one number', { order_id: '12e3' }, { order_id: '12000' }, ['order_id']],
  ['order_ids beyond every number', { order_id: '1e999' }, { order_id: '2e999' }, ['order_id']],
  ['another network', { network: 'eth' }, { network: 'bsc' }, ['network']],
  ['an amount that is none', { amount: '5' }, { amount: 'five' }, ['amount']],
]

for (const [what, asked, answered, fields] of other) {
  test(`${what} is a conflict`, () => assert.deepEqual(differences(asked, answered), fields))
}
