import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findConflict, findDifferences } from '../../src/call/check-echo.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { createRecurrence } from '../../src/operations/recurrences.ts'
import { createWallet } from '../../src/operations/wallets.ts'

const asked = { amount: '7', currency: 'USDT', network: 'tron', order_id: 'order-1' }
const existing = { amount: '8.00', currency: 'USDT', network: 'TRON', order_id: 'order-1' }

const sameRecord = (...args: Parameters<typeof findConflict>) => assert.equal(findConflict(...args), undefined)

for (const operation of [createPayment, createPayout, createRecurrence]) {
  test(`${operation.id} says that there is another record, and hands it out`, () => {
    const error = findConflict(operation, asked, existing)
    const start = `${operation.id}: the gateway holds a record under this order_id with another amount:`
    assert.ok(error?.message.startsWith(start), error?.message)
    assert.ok(error)
    assert.deepEqual([error.kind, error.fields, error.retryable], ['conflict', ['amount'], false])
    assert.equal(error.existing, existing)
  })
}

test('a wallet is compared by currency and network, having no amount', () => {
  sameRecord(createWallet, asked, existing)
  const error = findConflict(createWallet, asked, { network: 'bsc', currency: 'DAI' })
  assert.deepEqual(error?.fields, ['currency', 'network'])
})

test('compares nothing where nothing is declared, nothing was sent, or no object came', () => {
  sameRecord(getPayment, asked, existing)
  sameRecord(createPayment, {}, existing)
  for (const answered of [null, undefined, [], 'text']) sameRecord(createPayment, asked, answered)
})

type Values = Readonly<Record<string, unknown>>

const echo = ['order_id', 'amount', 'currency', 'network', 'address']
const hex = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'

const same: readonly (readonly [why: string, asked: Values, answered: Values])[] = [
  ['networks in another case', { network: 'TRON' }, { network: 'tron' }],
  ['currencies in another case', { currency: 'usdt' }, { currency: 'USDT' }],
  ['amounts of another scale', { amount: '7' }, { amount: '7.00000000' }],
  ['amounts with leading zeros', { amount: '007.50' }, { amount: '7.5' }],
  ['an amount of many digits', { amount: '0.000000000000000001' }, { amount: '0.0000000000000000010' }],
  ['a field that is missing from the answer', { amount: '7', order_id: 'o' }, {}],
  ['a field that is null in the answer', { network: 'tron' }, { network: null }],
  ['a field that was not asked for', {}, { network: 'tron', amount: '7' }],
  ['an undefined field', { network: undefined }, { network: 'tron' }],
  ['hexadecimal addresses in another case', { address: hex }, { address: hex.toLowerCase() }],
  ['bech32 addresses in another case', { address: 'BC1QW508D6Q' }, { address: 'bc1qw508d6q' }],
  [
    'a converted amount and currency',
    { amount: '7', currency: 'USD', to_currency: 'LTC' },
    { amount: '1', currency: 'LTC' },
  ],
  [
    'what was paid from another balance',
    { amount: '7', currency: 'LTC', from_currency: 'USDT' },
    { amount: '9', currency: 'USDT' },
  ],
  ['an amount that PHP printed as a float', { amount: '0.00000001' }, { amount: '1.0E-8' }],
  ['a field that is blank in the answer', { network: 'tron', order_id: 'o' }, { network: '', order_id: '' }],
  ['raw TON addresses in another case', { address: `0:${'AB'.repeat(32)}` }, { address: `0:${'ab'.repeat(32)}` }],
  [
    'TON addresses in the two alphabets of base64',
    { address: `EQC/+/+${'a'.repeat(41)}` },
    { address: `UQC_-_-${'a'.repeat(38)}xyz` },
  ],
  ['Cardano addresses in another case', { address: 'ADDR1QX2FXV2' }, { address: 'addr1qx2fxv2' }],
  ['fields that nobody compares', { memo: 'a' }, { memo: 'b' }],
]

for (const [why, asked, answered] of same) {
  test(`sees no difference in ${why}`, () => assert.deepEqual(findDifferences(echo, asked, answered), []))
}

const different: readonly (readonly [why: string, asked: Values, answered: Values, fields: readonly string[]])[] = [
  ['another amount', { amount: '7' }, { amount: '7.01' }, ['amount']],
  ['an amount ten times as large', { amount: '10' }, { amount: '100' }, ['amount']],
  ['an amount that a float could not tell apart', { amount: '0.1' }, { amount: '0.10000000000000000001' }, ['amount']],
  ['an amount of nothing', { amount: '0.004' }, { amount: '0.00' }, ['amount']],
  ['an amount that is an object without text', { amount: '7' }, { amount: { toString: 1 } }, ['amount']],
  [
    'a TON address on another chain',
    { address: `EQ${'a'.repeat(46)}` },
    { address: `Ef${'a'.repeat(46)}` },
    ['address'],
  ],
  ['another currency', { currency: 'USD' }, { currency: 'EUR' }, ['currency']],
  ['another network', { network: 'tron' }, { network: 'bsc' }, ['network']],
  ['another address', { address: 'TabcdefG' }, { address: 'TabcdefH' }, ['address']],
  ['a base58 address in another case', { address: 'TabcdefG' }, { address: 'Tabcdefg' }, ['address']],
  ['another order_id', { order_id: '7' }, { order_id: '7.0' }, ['order_id']],
  ['an order_id in another case', { order_id: 'A1' }, { order_id: 'a1' }, ['order_id']],
  ['an address after a conversion', { to_currency: 'LTC', address: 'a' }, { address: 'b' }, ['address']],
  ['several at once', { amount: '1', network: 'tron' }, { amount: '2', network: 'bsc' }, ['amount', 'network']],
]

for (const [why, asked, answered, fields] of different) {
  test(`names ${why}`, () => assert.deepEqual(findDifferences(echo, asked, answered), fields))
}
