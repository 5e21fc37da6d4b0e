import assert from 'node:assert/strict'
import { test } from 'node:test'
import { items } from '../../tools/pages.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedInvoice, openSandbox, startAt } from '../../tools/sandbox.ts'

const hour = 3_600_000

test('an invoice is answered in the documented shape', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payment', { ...fixedInvoice, additional_data: 'note' })
  const { uuid, address, ...rest } = json.result
  assert.match(uuid, /^[0-9a-f-]{36}$/)
  assert.match(address, /^sandbox-tron-[0-9a-f]{24}$/)
  assert.deepEqual(rest, {
    order_id: 'order-1',
    amount: '20',
    payment_amount: null,
    payment_amount_usd: '0.00',
    payer_amount: '20.00000000',
    discount_percent: null,
    discount: '0.00000000',
    payer_currency: 'USDT',
    currency: 'USDT',
    merchant_amount: '19.60000000',
    network: 'tron',
    from: null,
    txid: null,
    payment_status: 'check',
    url: `https://pay.cryptomus.com/pay/${uuid}`,
    expired_at: (startAt + hour) / 1000,
    status: 'check',
    is_final: false,
    additional_data: 'note',
    created_at: '2026-05-01T10:00:00+03:00',
    updated_at: '2026-05-01T10:00:00+03:00',
    commission: '0.40000000',
  })
})

test('the client reads what it created, by uuid and by order_id', async () => {
  const { client } = openSandbox()
  const created = await client.payments.create(fixedInvoice)
  assert.deepEqual(await client.payments.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.payments.get({ order_id: 'order-1' }), created)
})

test('where both ids are given, order_id wins', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  const { json } = await ask(sandbox, '/v1/payment/info', { uuid, order_id: 'order-2' })
  assert.equal(json.result.order_id, 'order-2')
})

test('an invoice that does not exist is refused in words, with the status of the switch', async () => {
  for (const [wire, status] of [
    [{}, 422],
    [{ notFoundStatus: 404 }, 404],
  ] as const) {
    const { client } = openSandbox({ wire })
    const error = await rejected('api', client.payments.get({ order_id: 'nothing' }))
    assert.deepEqual([error.status, error.gatewayMessage, error.errors], [status, 'Payment not found', {}])
  }
})

test('neither id is refused by field', async () => {
  const { sandbox } = openSandbox()
  const { status, json } = await ask(sandbox, '/v1/payment/info', '')
  const codes = ['validation.required_without']
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: codes, order_id: codes } }])
})

test('a payout is not found among the invoices', async () => {
  const { client } = openSandbox()
  const payout = { amount: '7', currency: 'USDT', network: 'tron', order_id: 'p', address: 'T', is_subtract: true }
  const { uuid } = await client.payouts.create(payout)
  await rejected('api', client.payments.get({ uuid }))
  await rejected('api', client.payments.get({ order_id: 'p' }))
})

test('invoices are listed newest first, fifteen a page, and iterate to the end', async () => {
  const { client } = openSandbox()
  for (let count = 0; count < 31; count += 1) {
    await client.payments.create({ ...fixedInvoice, order_id: `order-${count}` })
  }
  const { items: first, paginate } = await client.payments.list()
  assert.deepEqual([first.length, first[0]?.order_id, first[14]?.order_id], [15, 'order-30', 'order-16'])
  assert.deepEqual([paginate.count, paginate.hasPages, paginate.perPage], [15, true, 15])
  assert.equal(paginate.previousCursor, null)
  const all = await items(client.payments.list)
  assert.deepEqual(
    all.map(({ order_id: id }) => id),
    Array.from({ length: 31 }, (_, index) => `order-${30 - index}`),
  )
})

test('a list keeps to the dates, read at UTC+3', async () => {
  const { sandbox, client } = openSandbox()
  for (const orderId of ['early', 'middle', 'late']) {
    await client.payments.create({ ...fixedInvoice, order_id: orderId })
    await sandbox.advance(hour)
  }
  const { items: found } = await client.payments.list({
    date_from: '2026-05-01 10:00:01',
    date_to: '2026-05-01 11:00:00',
  })
  assert.deepEqual(
    found.map(({ order_id: id }) => id),
    ['middle'],
  )
})

test('garbage for a cursor starts at the first page', async () => {
  const { client } = openSandbox()
  await client.payments.create(fixedInvoice)
  assert.equal((await client.payments.list({ cursor: 'garbage' })).items.length, 1)
})

test('services for payments spell networks in lower case', async () => {
  const { client } = openSandbox()
  const services = await client.payments.listServices()
  assert.ok(services.some(({ currency, network }) => currency === 'USDT' && network === 'tron'))
  for (const { network, limit, commission } of services) {
    assert.equal(network, network.toLowerCase())
    for (const money of [...Object.values(limit), ...Object.values(commission)]) assert.equal(typeof money, 'string')
  }
})
