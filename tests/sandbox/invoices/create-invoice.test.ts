import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../support/rejected.ts'
import { ask, fixedInvoice, openSandbox, startAt } from '../../support/sandbox.ts'

const inDollars = { amount: '15', currency: 'USD', order_id: 'order-2' }

test('an invoice without a fixed coin leaves the choice to its payer', async () => {
  const { client } = openSandbox()
  const payment = await client.payments.create(inDollars)
  const { payer_currency, payer_amount, merchant_amount, network, address } = payment
  assert.deepEqual([payer_currency, payer_amount, merchant_amount, network, address], [null, null, null, null, null])
})

test('to_currency fixes the coin at the price of the day', async () => {
  const { client } = openSandbox()
  const payment = await client.payments.create({ ...inDollars, to_currency: 'LTC' })
  assert.deepEqual(
    [payment.payer_currency, payment.payer_amount, payment.network, payment.currency],
    ['LTC', '0.18750000', 'ltc', 'USD'],
  )
})

test('networks are taken in either case and answered in lower case', async () => {
  const { client } = openSandbox()
  const payment = await client.payments.create({ ...fixedInvoice, network: 'TRON' })
  assert.equal(payment.network, 'tron')
})

test('a discount is shown as a percentage and as an amount, below zero for a surcharge', async () => {
  const { client } = openSandbox()
  const cheaper = await client.payments.create({ ...fixedInvoice, discount_percent: 10 })
  const dearer = await client.payments.create({ ...fixedInvoice, order_id: 'b', discount_percent: -5 })
  assert.deepEqual(
    [cheaper.discount_percent, cheaper.discount, cheaper.payer_amount],
    [10, '2.00000000', '18.00000000'],
  )
  assert.deepEqual([dearer.discount_percent, dearer.discount, dearer.payer_amount], [-5, '-1.00000000', '21.00000000'])
})

test('lifetime says when it expires, and an hour is the default', async () => {
  const { client } = openSandbox()
  const short = await client.payments.create({ ...fixedInvoice, lifetime: 300 })
  const usual = await client.payments.create({ ...fixedInvoice, order_id: 'b' })
  assert.deepEqual([short.expired_at, usual.expired_at], [startAt / 1000 + 300, startAt / 1000 + 3600])
})

test('a known order_id answers with the invoice that exists, whatever else is passed', async () => {
  const { sandbox } = openSandbox()
  const first = await ask(sandbox, '/v1/payment', fixedInvoice)
  const second = await ask(sandbox, '/v1/payment', { ...fixedInvoice, amount: '99', currency: 'BTC', network: 'btc' })
  assert.equal(second.text, first.text)
  assert.equal((await ask(sandbox, '/v1/payment/list', {})).json.result.paginate.count, 1)
})

test('is_refresh gives an expired invoice a new address and a new lifetime, and changes nothing else', async () => {
  const { sandbox, client } = openSandbox()
  const first = await client.payments.create(fixedInvoice)
  await sandbox.advance(2 * 3_600_000)
  const refreshed = await client.payments.create({ ...fixedInvoice, is_refresh: true })
  assert.equal(refreshed.uuid, first.uuid)
  assert.notEqual(refreshed.address, first.address)
  assert.equal(refreshed.expired_at, first.expired_at + 2 * 3600)
  const { address: _a, expired_at: _e, updated_at: _u, ...same } = refreshed
  const { address: _b, expired_at: _f, updated_at: _v, ...before } = first
  assert.deepEqual(same, before)
  await sandbox.pay(first.uuid)
  assert.equal((await client.payments.get({ uuid: first.uuid })).payment_status, 'paid')
})

test('is_refresh leaves alone what has not expired', async () => {
  const { sandbox, client } = openSandbox()
  const first = await client.payments.create(fixedInvoice)
  assert.deepEqual(await client.payments.create({ ...fixedInvoice, is_refresh: true }), first)
  await sandbox.pay(first.uuid)
  const paid = await client.payments.get({ uuid: first.uuid })
  assert.deepEqual(await client.payments.create({ ...fixedInvoice, is_refresh: true }), paid)
})

test('an expired invoice stays expired without is_refresh', async () => {
  const { sandbox, client } = openSandbox()
  await client.payments.create(fixedInvoice)
  await sandbox.advance(3_600_000)
  assert.equal((await client.payments.create(fixedInvoice)).payment_status, 'cancel')
})

const refusals: readonly (readonly [about: string, params: object, message: string])[] = [
  ['a currency that nobody knows', { currency: 'XXX' }, 'The currency was not found'],
  ['a network that is not of the coin', { network: 'btc' }, 'The network was not found'],
  ['a to_currency that is no coin', { to_currency: 'EUR' }, 'Not found service to_currency'],
  ['too little', { amount: '0.49' }, 'Minimum amount 0.5 USDT'],
  ['too much', { amount: '10000001' }, 'Maximum amount 10000000 USDT'],
  ['too little in a coin', { currency: 'BTC', network: 'btc', amount: '0.00000833' }, 'Minimum amount 0.00000834 BTC'],
]

for (const [about, params, message] of refusals) {
  test(`refuses ${about}`, async () => {
    const { sandbox } = openSandbox()
    const { status, json } = await ask(sandbox, '/v1/payment', { ...fixedInvoice, ...params })
    assert.deepEqual([status, json], [422, { state: 1, message }])
  })
}

test('the order_id of a static wallet is taken, topped up or not', async () => {
  const { sandbox, client } = openSandbox()
  const wallet = await client.wallets.create({ currency: 'USDT', network: 'tron', order_id: 'order-1' })
  const refusal = [422, { state: 1, message: 'The order_id has already been taken' }]
  const first = await ask(sandbox, '/v1/payment', fixedInvoice)
  assert.deepEqual([first.status, first.json], refusal)
  await sandbox.deposit(wallet.uuid, { amount: '5' })
  const second = await ask(sandbox, '/v1/payment', fixedInvoice)
  assert.deepEqual([second.status, second.json], refusal)
})

test('what was refused leaves its order_id free', async () => {
  const { client } = openSandbox()
  await rejected('api', client.payments.create({ ...fixedInvoice, amount: '0.1' }))
  assert.equal((await client.payments.create(fixedInvoice)).payment_status, 'check')
})
