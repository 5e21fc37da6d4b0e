import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMarket } from '../../../src/sandbox/world/market.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { openSandbox } from '../../support/sandbox.ts'

const market = createMarket()
const { coins, currencies, convert, hasService, isCrypto, isCurrency, leastOf, mostOf, networksFor, walletId } = market

test('codes are known in either case, and a coin is not a fiat currency', () => {
  assert.deepEqual([isCrypto('usdt'), isCrypto('BTC'), isCrypto('EUR')], [true, true, false])
  assert.deepEqual([isCurrency('eur'), isCurrency('ton'), isCurrency('XXX')], [true, true, false])
})

test('names of every object are no currencies', () => {
  for (const name of ['constructor', 'toString', '__proto__']) assert.equal(isCurrency(name), false)
})

test('every coin has a network, spelled in lower case', () => {
  for (const coin of coins) {
    assert.ok(networksFor(coin).length > 0, coin)
    for (const network of networksFor(coin)) assert.equal(network, network.toLowerCase())
  }
  assert.deepEqual(networksFor('nothing'), [])
})

test('the currencies are the coins and what else is known', () => {
  assert.deepEqual(currencies.slice(0, coins.length), coins)
  assert.ok(currencies.includes('USD') && currencies.every(isCurrency))
})

test('a service is a coin on one of its networks, in either case', () => {
  assert.deepEqual([hasService('usdt', 'TRON'), hasService('BTC', 'btc')], [true, true])
  assert.deepEqual(
    [hasService('USDT', 'btc'), hasService('USD', 'tron'), hasService('USDT', '')],
    [false, false, false],
  )
})

test('a conversion rounds up, so that a payer never pays too little', () => {
  assert.equal(convert(toUnits('60000'), 'USD', 'BTC'), toUnits('1'))
  assert.equal(convert(toUnits('1'), 'USD', 'BTC'), toUnits('0.00001667'))
  assert.equal(convert(toUnits('1.23456789'), 'usdt', 'USDT'), toUnits('1.23456789'))
})

test('the limits of a coin are half a dollar and ten million', () => {
  assert.equal(leastOf('USDT'), toUnits('0.5'))
  assert.equal(mostOf('ETH'), convert(toUnits('10000000'), 'USD', 'ETH'))
})

test('what has no price is worth nothing', () => {
  assert.equal(convert(toUnits('5'), 'XXX', 'USDT'), 0n)
})

for (const [account, name] of [
  ['merchant', 'merchant'],
  ['personal', 'user'],
] as const) {
  test(`is the uuid that the ${name} balance shows`, async () => {
    const [entry] = await openSandbox().client.balance.get()
    for (const { uuid, currency_code } of entry?.balance[name] ?? assert.fail()) {
      assert.equal(walletId(account, currency_code), uuid)
    }
  })
}

test('no two wallets share one', () => {
  assert.equal(walletId('merchant', 'USDT'), '5a9db0c5-0000-4000-8001-000000000000')
  assert.equal(walletId('personal', 'USDT'), '5a9db0c5-0000-4000-8002-000000000000')
})
