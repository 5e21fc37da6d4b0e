import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseRoute, discountPercent, fixedCoin, isDecided, planRoute } from '../../../src/sandbox/invoices/route.ts'
import { createMarket } from '../../../src/sandbox/world/market.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openWorld } from '../../support/sandbox.ts'

const world = { market: createMarket() }
const inDollars = { amount: '60', currency: 'USD', order_id: 'o' }
const inCoins = { amount: '20', currency: 'USDT', order_id: 'o' }
const where = (plan: ReturnType<typeof planRoute>) => plan && `${plan.currency} ${plan.network}`

test('a coin is fixed by the currency, or by to_currency before it', () => {
  assert.equal(fixedCoin(world, inDollars), undefined)
  assert.equal(fixedCoin(world, { ...inCoins, currency: 'usdt' }), 'USDT')
  assert.equal(fixedCoin(world, { ...inDollars, to_currency: 'btc' }), 'BTC')
  assert.equal(fixedCoin(world, { ...inCoins, to_currency: 'ETH' }), 'ETH')
})

test('a discount counts only where the coin is fixed', () => {
  assert.equal(discountPercent(world, { ...inDollars, discount_percent: 10 }), 0)
  assert.equal(discountPercent(world, { ...inDollars, to_currency: 'BTC', discount_percent: 10 }), 10)
  assert.equal(discountPercent(world, inCoins), 0)
})

test('what is due is converted into the coin', () => {
  assert.deepEqual(planRoute(world, { ...inDollars, to_currency: 'BTC' }), {
    currency: 'BTC',
    network: 'btc',
    due: toUnits('0.001'),
  })
})

test('a discount lowers what is due and a surcharge raises it', () => {
  assert.equal(planRoute(world, { ...inCoins, discount_percent: 10 })?.due, toUnits('18'))
  assert.equal(planRoute(world, { ...inCoins, discount_percent: -5 })?.due, toUnits('21'))
})

test('the payer bears the share of the fee that subtract says', () => {
  assert.equal(planRoute(world, { ...inCoins, subtract: 100 })?.due, toUnits('20.4'))
  assert.equal(planRoute(world, { ...inCoins, subtract: 50 })?.due, toUnits('20.2'))
})

test('the payer chooses where the invoice leaves the choice', () => {
  assert.equal(where(planRoute(world, inDollars)), 'USDT tron')
  assert.equal(where(planRoute(world, inDollars, { currency: 'eth' })), 'ETH eth')
  assert.equal(where(planRoute(world, inDollars, { currency: 'ETH', network: 'BSC' })), 'ETH bsc')
  assert.equal(where(planRoute(world, inDollars, { network: 'doge' })), 'DOGE doge')
})

test('what the invoice fixes is not up to the payer', () => {
  assert.equal(planRoute(world, inCoins, { currency: 'BTC' }), undefined)
  assert.equal(planRoute(world, { ...inCoins, network: 'TRON' }, { network: 'eth' }), undefined)
  assert.equal(where(planRoute(world, { ...inCoins, network: 'BSC' })), 'USDT bsc')
})

test('only what currencies lists may be paid in', () => {
  const params = { ...inDollars, currencies: [{ currency: 'usdt', network: 'BSC' }, { currency: 'BTC' }] }
  assert.equal(where(planRoute(world, params)), 'USDT bsc')
  assert.equal(where(planRoute(world, params, { currency: 'BTC' })), 'BTC btc')
  assert.equal(planRoute(world, params, { currency: 'USDT', network: 'tron' }), undefined)
  assert.equal(planRoute(world, params, { currency: 'ETH' }), undefined)
})

test('what except_currencies lists may not be paid in', () => {
  const params = { ...inDollars, except_currencies: [{ currency: 'USDT', network: 'tron' }, { currency: 'BTC' }] }
  assert.equal(where(planRoute(world, params)), 'USDT eth')
  assert.equal(planRoute(world, params, { currency: 'BTC' }), undefined)
  assert.equal(planRoute(world, params, { network: 'tron', currency: 'USDT' }), undefined)
})

test('an address says that it is of a sandbox, and each is new', () => {
  const open = openWorld()
  const [first, second] = [chooseRoute(open, fixedInvoice), chooseRoute(open, fixedInvoice)]
  assert.match(first?.address ?? '', /^sandbox-tron-[0-9a-f]{24}$/)
  assert.notEqual(first?.address, second?.address)
})

test('where nothing fits there is no route', () => {
  assert.equal(chooseRoute(openWorld(), fixedInvoice, { currency: 'BTC' }), undefined)
})

test('the address is known from the start for a fixed coin on a fixed network, or on its only one', () => {
  const { network: _, ...anyNetwork } = fixedInvoice
  assert.equal(isDecided(world, fixedInvoice), true)
  assert.equal(isDecided(world, anyNetwork), false)
  assert.equal(isDecided(world, { ...anyNetwork, currency: 'BTC' }), true)
  assert.equal(isDecided(world, { ...anyNetwork, currency: 'USD' }), false)
  assert.equal(isDecided(world, { ...anyNetwork, currency: 'USD', to_currency: 'LTC' }), true)
  assert.equal(isDecided(world, { ...fixedInvoice, currency: 'USD' }), false)
})
