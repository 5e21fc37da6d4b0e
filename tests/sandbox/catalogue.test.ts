import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMarket } from '../../src/sandbox/world/market.ts'
import { rejected } from '../support/rejected.ts'
import { ask, fixedInvoice, openSandbox } from '../support/sandbox.ts'

const { currencies } = createMarket()

test('a locked payment has one link, the same at every look', async () => {
  const { sandbox, client } = openSandbox({ gateway: 'heleket' })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.setStatus(uuid, 'locked')
  const link = { link: `https://pay.heleket.com/aml/${uuid}`, expired_at: '2026-05-02T07:00:00.000Z', status: 'init' }
  assert.deepEqual(await client.amlLinks.list({ uuid }), [link])
  await sandbox.advance(60_000)
  assert.deepEqual(await client.amlLinks.list({ order_id: 'order-1' }), [link])
})

test('any other payment has none', async () => {
  const { sandbox, client } = openSandbox({ gateway: 'heleket' })
  const { uuid } = await client.payments.create(fixedInvoice)
  assert.deepEqual(await client.amlLinks.list({ uuid }), [])
  await sandbox.pay(uuid)
  assert.deepEqual(await client.amlLinks.list({ order_id: 'order-1' }), [])
})

test('a payment that does not exist is what payments.get says', async () => {
  for (const notFoundStatus of [422, 404]) {
    const { client } = openSandbox({ gateway: 'heleket', wire: { notFoundStatus } })
    const errors = [
      await rejected('api', client.amlLinks.list({ uuid: 'nobody' })),
      await rejected('api', client.payments.get({ uuid: 'nobody' })),
    ]
    for (const { status, gatewayMessage } of errors) {
      assert.deepEqual([status, gatewayMessage], [notFoundStatus, 'Payment not found'])
    }
  }
})

test('cryptomus has no such links', async () => {
  assert.equal((await ask(openSandbox().sandbox, '/v1/payment/aml-links', { uuid: 'any' })).status, 404)
})

test('a currency is worth something in every other one, with eight decimals', async () => {
  const { client } = openSandbox()
  const rates = await client.rates.list({ currency: 'eth' })
  assert.deepEqual(
    rates.map(({ to }) => to),
    currencies.filter((code) => code !== 'ETH'),
  )
  const courses = Object.fromEntries(rates.map(({ to, course }) => [to, course]))
  assert.deepEqual([courses.USD, courses.BTC, courses.RUB], ['3000.00000000', '0.05000000', '240000.00000000'])
  assert.ok(rates.every(({ from, course, source }) => from === 'ETH' && Number(course) > 0 && source === undefined))
})

test('a fiat currency has rates, too', async () => {
  const rates = await openSandbox().client.rates.list({ currency: 'EUR' })
  assert.equal(rates.find(({ to }) => to === 'USD')?.course, '1.10000000')
})

test('a currency that nobody knows has none', async () => {
  assert.deepEqual(await openSandbox().client.rates.list({ currency: 'NOPE' }), [])
})

test('heleket names where a rate comes from', async () => {
  const [rate] = await openSandbox({ gateway: 'heleket' }).client.rates.list({ currency: 'ETH' })
  assert.deepEqual(rate, { from: 'ETH', to: 'USDT', course: '3000.00000000', source: 'sandbox' })
})

test('rates need no merchant, no key and no sign', async () => {
  const { sandbox } = openSandbox()
  const url = 'https://api.cryptomus.com/v1/exchange-rate/ETH/list'
  const response = await sandbox.handle({ method: 'GET', url, headers: new Headers(), text: async () => '' })
  const { state, result } = (await response.json()) as { state: number; result: readonly object[] }
  assert.deepEqual([response.status, state, result.length], [200, 0, currencies.length - 1])
})

test('services of payments are listed in lower case, those of payouts in upper case', async () => {
  const { client } = openSandbox()
  const [payments, payouts] = [await client.payments.listServices(), await client.payouts.listServices()]
  assert.ok(payments.every(({ network }) => network === network.toLowerCase()))
  assert.ok(payouts.every(({ network }) => network === network.toUpperCase()))
  assert.equal(payments.length, payouts.length)
})

test('a service is answered as documented', async () => {
  const { client } = openSandbox()
  const services = await client.payments.listServices()
  const service = services.find(({ network, currency }) => `${currency} ${network}` === 'USDT tron')
  assert.deepEqual(service, {
    network: 'tron',
    currency: 'USDT',
    is_available: true,
    limit: { min_amount: '0.50000000', max_amount: '10000000.00000000' },
    commission: { fee_amount: '0.00', percent: '2.00' },
  })
})

test('each service takes its least amount', async () => {
  const { client } = openSandbox()
  for (const { currency, network, limit } of await client.payments.listServices()) {
    const order_id = `${currency}-${network}`
    const payment = await client.payments.create({ amount: limit.min_amount, currency, network, order_id })
    assert.equal(payment.payer_amount, limit.min_amount)
  }
})
