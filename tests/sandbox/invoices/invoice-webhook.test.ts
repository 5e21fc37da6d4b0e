import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedInvoice, openSandbox, toldBy } from '../../tools/sandbox.ts'

const order = [
  'type',
  'uuid',
  'order_id',
  'amount',
  'payment_amount',
  'payment_amount_usd',
  'merchant_amount',
  'commission',
  'is_final',
  'status',
  'from',
  'wallet_address_uuid',
  'network',
  'currency',
  'payer_currency',
  'payer_amount',
  'payer_amount_exchange_rate',
  'additional_data',
  'transfer_id',
]

test('the members come in the documented order, txid once there is one, and sign last', async () => {
  const { sandbox, client } = openSandbox()
  const paid = await client.payments.create(fixedInvoice)
  await client.payments.create({ ...fixedInvoice, order_id: 'order-2', lifetime: 300 })
  await sandbox.pay(paid.uuid)
  await sandbox.advance(300_000)
  const [first, second] = toldBy(sandbox)
  assert.deepEqual(Object.keys(first), [...order, 'txid', 'sign'])
  assert.deepEqual(Object.keys(second), [...order, 'sign'])
})

test('amounts have eight decimals, dollars two, and networks are in lower case', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create({ ...fixedInvoice, network: 'TRON', additional_data: 'a/"ж"' })
  await sandbox.pay(uuid, { txid: 'tx' })
  const [{ from, sign, ...webhook }] = toldBy(sandbox)
  assert.deepEqual(webhook, {
    type: 'payment',
    uuid,
    order_id: 'order-1',
    amount: '20.00000000',
    payment_amount: '20.00000000',
    payment_amount_usd: '20.00',
    merchant_amount: '19.60000000',
    commission: '0.40000000',
    is_final: true,
    status: 'paid',
    wallet_address_uuid: null,
    network: 'tron',
    currency: 'USDT',
    payer_currency: 'USDT',
    payer_amount: '20.00000000',
    payer_amount_exchange_rate: null,
    additional_data: 'a/"ж"',
    transfer_id: null,
    txid: 'tx',
  })
  assert.match(from, /^sandbox-payer-/)
  assert.match(sign, /^[0-9a-f]{32}$/)
})

test('what is not known is null, and dollars are 0.00', async () => {
  const { sandbox, client } = openSandbox()
  await client.payments.create({ ...fixedInvoice, currency: 'USD', network: undefined })
  await sandbox.advance(3_600_000)
  const [webhook] = toldBy(sandbox)
  const { payment_amount, payment_amount_usd, merchant_amount, commission, network, payer_currency } = webhook
  assert.deepEqual([payment_amount, merchant_amount, commission, network, payer_currency], Array(5).fill(null))
  assert.deepEqual([payment_amount_usd, webhook.status, webhook.is_final], ['0.00', 'cancel', true])
})
