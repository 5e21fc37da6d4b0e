import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Invoice } from '../../../src/sandbox/invoices/invoice.ts'
import { describeInvoice, renderInvoice, toShown } from '../../../src/sandbox/invoices/render.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { ask, fixedInvoice, openSandbox, openWorld, startAt, toldBy } from '../../support/sandbox.ts'

const fresh: Invoice = {
  uuid: 'u-1',
  params: { amount: '15.00', currency: 'USD', order_id: 'order-1' },
  createdAt: startAt,
  updatedAt: startAt,
  expiresAt: startAt + 3_600_999,
  status: 'check',
  isFinal: false,
  paid: 0n,
  money: 'held',
}

const routed: Invoice = {
  ...fresh,
  params: fixedInvoice,
  route: { currency: 'USDT', network: 'tron', address: 'sandbox-tron-1', due: toUnits('20') },
}

test('a new invoice is answered as documented, member for member', () => {
  assert.deepEqual(renderInvoice(openWorld(), fresh, 'https://pay.cryptomus.com'), {
    uuid: 'u-1',
    order_id: 'order-1',
    amount: '15.00',
    payment_amount: null,
    payment_amount_usd: null,
    payer_amount: null,
    payer_amount_exchange_rate: null,
    discount_percent: null,
    discount: '0.00000000',
    payer_currency: null,
    currency: 'USD',
    comments: null,
    merchant_amount: null,
    network: null,
    address: null,
    from: null,
    txid: null,
    payment_status: 'check',
    url: 'https://pay.cryptomus.com/pay/u-1',
    expired_at: startAt / 1000 + 3600,
    status: 'check',
    is_final: false,
    additional_data: null,
    created_at: '2026-05-01T10:00:00+03:00',
    updated_at: '2026-05-01T10:00:00+03:00',
    commission: null,
  })
})

test('before anything is paid, fee and credit are those of what is due', () => {
  const { payment_amount, payment_amount_usd, merchant_amount, commission } = describeInvoice(openWorld(), routed)
  assert.deepEqual(
    [payment_amount, payment_amount_usd, merchant_amount, commission],
    [null, null, '19.60000000', '0.40000000'],
  )
})

test('once something is paid, they are those of what was paid', () => {
  const { payment_amount, merchant_amount, commission } = describeInvoice(openWorld(), {
    ...routed,
    paid: toUnits('10'),
  })
  assert.deepEqual([payment_amount, merchant_amount, commission], ['10.00000000', '9.80000000', '0.20000000'])
})

test('an amount is answered with two places where they are enough, and with eight otherwise', () => {
  const shown = ['20', '15.00', '0.5', '10.280', '0.001', '1.23456789'].map(toShown)
  assert.deepEqual(shown, ['20.00', '15.00', '0.50', '10.28', '0.00100000', '1.23456789'])
})

test('an exchange rate is what one unit of the payer’s currency is worth in that of the invoice', async () => {
  const { sandbox, client } = openSandbox()
  const invoice = {
    amount: '30',
    currency: 'EUR',
    to_currency: 'BTC',
    order_id: 'o',
    url_callback: 'https://shop.test',
  }
  const { uuid } = await client.payments.create(invoice)
  const { json } = await ask(sandbox, '/v1/payment/info', { uuid })
  assert.deepEqual([json.result.payer_amount_exchange_rate, json.result.comments], ['54545.45454546', null])
  await sandbox.pay(uuid)
  assert.equal(toldBy(sandbox)[0].payer_amount_exchange_rate, '54545.45454546')
})

test('heleket answers the QR code of the address beside it, once there is one', async () => {
  const { sandbox } = openSandbox({ gateway: 'heleket' })
  const create = async (params: object) =>
    (await ask(sandbox, '/v1/payment', { ...fixedInvoice, ...params })).json.result
  assert.match((await create({})).address_qr_code, /^data:image\/png;base64,/)
  assert.ok(!('address_qr_code' in (await create({ currency: 'USD', network: undefined, order_id: 'order-2' }))))
  const { json } = await ask(openSandbox().sandbox, '/v1/payment', fixedInvoice)
  assert.ok(!('address_qr_code' in json.result))
})

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
    payer_amount_exchange_rate: '1.00000000',
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
