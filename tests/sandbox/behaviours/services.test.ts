import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSandbox } from '../../tools/sandbox.ts'

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
