import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseRoute, discountPercent, fixedCoin, isDecided, planRoute } from '../../../src/sandbox/invoices/route.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, openWorld } from '../../support/sandbox.ts'

const inDollars = { amount: '60', currency: 'USD', order_id: 'o' }
const inCoins = { amount: '20', currency: 'USDT', order_id: 'o' }
const where = (plan: ReturnType<typeof planRoute>) => plan && `${plan.currency} ${plan.network}`

test('a coin is fixed by the currency, or by to_currency before it', () => {
  assert.equal(fixedCoin(inDollars), undefined)
  assert.equal(fixedCoin({ ...inCoins, currency: 'usdt' }), 'USDT')
  assert.equal(fixedCoin({ ...inDollars, to_currency: 'btc' }), 'BTC')
  assert.equal(fixedCoin({ ...inCoins, to_currency: 'ETH' }), 'ETH')
})

test('a discount counts only where the coin is fixed', () => {
  assert.equal(discountPercent({ ...inDollars, discount_percent: 10 }), 0)
  assert.equal(discountPercent({ ...inDollars, to_currency: 'BTC', discount_percent: 10 }), 10)
  assert.equal(discountPercent(inCoins), 0)
})

test('what is due is converted into the coin', () => {
  assert.deepEqual(planRoute({ ...inDollars, to_currency: 'BTC' }), {
    currency: 'BTC',
    network: 'btc',
    due: toUnits('0.001'),
  })
})

test('a discount lowers what is due and a surcharge raises it', () => {
  assert.equal(planRoute({ ...inCoins, discount_percent: 10 })?.due, toUnits('18'))
  assert.equal(planRoute({ ...inCoins, discount_percent: -5 })?.due, toUnits('21'))
})

test('the payer bears the share of the fee that subtract says', () => {
  assert.equal(planRoute({ ...inCoins, subtract: 100 })?.due, toUnits('20.4'))
  assert.equal(planRoute({ ...inCoins, subtract: 50 })?.due, toUnits('20.2'))
})

test('the payer chooses where the invoice leaves the choice', () => {
  assert.equal(where(planRoute(inDollars)), 'USDT tron')
  assert.equal(where(planRoute(inDollars, { currency: 'eth' })), 'ETH eth')
  assert.equal(where(planRoute(inDollars, { currency: 'ETH', network: 'BSC' })), 'ETH bsc')
  assert.equal(where(planRoute(inDollars, { network: 'doge' })), 'DOGE doge')
})

test('what the invoice fixes is not up to the payer', () => {
  assert.equal(planRoute(inCoins, { currency: 'BTC' }), undefined)
  assert.equal(planRoute({ ...inCoins, network: 'TRON' }, { network: 'eth' }), undefined)
  assert.equal(where(planRoute({ ...inCoins, network: 'BSC' })), 'USDT bsc')
})

test('only what currencies lists may be paid in', () => {
  const params = { ...inDollars, currencies: [{ currency: 'usdt', network: 'BSC' }, { currency: 'BTC' }] }
  assert.equal(where(planRoute(params)), 'USDT bsc')
  assert.equal(where(planRoute(params, { currency: 'BTC' })), 'BTC btc')
  assert.equal(planRoute(params, { currency: 'USDT', network: 'tron' }), undefined)
  assert.equal(planRoute(params, { currency: 'ETH' }), undefined)
})

test('what except_currencies lists may not be paid in', () => {
  const params = { ...inDollars, except_currencies: [{ currency: 'USDT', network: 'tron' }, { currency: 'BTC' }] }
  assert.equal(where(planRoute(params)), 'USDT eth')
  assert.equal(planRoute(params, { currency: 'BTC' }), undefined)
  assert.equal(planRoute(params, { network: 'tron', currency: 'USDT' }), undefined)
})

test('an address says that it is of a sandbox, and each is new', () => {
  const world = openWorld()
  const [first, second] = [chooseRoute(world, fixedInvoice), chooseRoute(world, fixedInvoice)]
  assert.match(first?.address ?? '', /^sandbox-tron-[0-9a-f]{24}$/)
  assert.notEqual(first?.address, second?.address)
})

test('where nothing fits there is no route', () => {
  assert.equal(chooseRoute(openWorld(), fixedInvoice, { currency: 'BTC' }), undefined)
})

test('the address is known from the start for a fixed coin on a fixed network, or on its only one', () => {
  const { network: _, ...anyNetwork } = fixedInvoice
  assert.equal(isDecided(fixedInvoice), true)
  assert.equal(isDecided(anyNetwork), false)
  assert.equal(isDecided({ ...anyNetwork, currency: 'BTC' }), true)
  assert.equal(isDecided({ ...anyNetwork, currency: 'USD' }), false)
  assert.equal(isDecided({ ...anyNetwork, currency: 'USD', to_currency: 'LTC' }), true)
  assert.equal(isDecided({ ...fixedInvoice, currency: 'USD' }), false)
})
