import assert from 'node:assert/strict'
import { test } from 'node:test'
import { items } from '../../tools/pages.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedPayout, openSandbox } from '../../tools/sandbox.ts'

const shape = {
  amount: '100',
  currency: 'USDT',
  network: 'TRON',
  address: fixedPayout.address,
  txid: null,
  status: 'process',
  is_final: false,
}

test('a payout is created and read with JSON numbers where the gateway has them', async () => {
  const { sandbox } = openSandbox()
  const created = await ask(sandbox, '/v1/payout', fixedPayout)
  const read = await ask(sandbox, '/v1/payout/info', { order_id: 'payout-1' })
  const { uuid, ...rest } = created.json.result
  assert.match(uuid, /^[0-9a-f-]{36}$/)
  assert.deepEqual(rest, { ...shape, balance: 9898, payer_currency: 'USDT', payer_amount: 100 })
  assert.match(created.text, /"balance":9898,"payer_currency":"USDT","payer_amount":100[},]/)
  assert.equal(read.text, created.text)
})

test('a payout is listed with strings, dates and the merchant', async () => {
  const { sandbox } = openSandbox()
  const { uuid } = (await ask(sandbox, '/v1/payout', fixedPayout)).json.result
  const { json } = await ask(sandbox, '/v1/payout/list', '')
  assert.equal(json.result.merchant_uuid, sandbox.clientOptions.merchantId)
  assert.deepEqual(json.result.items, [
    {
      uuid,
      ...shape,
      order_id: 'payout-1',
      balance: '9898.00000000',
      created_at: '2026-05-01T10:00:00+03:00',
      updated_at: '2026-05-01T10:00:00+03:00',
    },
  ])
})

test('the client reads both kinds as strings', async () => {
  const { client } = openSandbox()
  const created = await client.payouts.create(fixedPayout)
  assert.deepEqual([created.balance, created.payer_amount], ['9898', '100'])
  assert.deepEqual(await client.payouts.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.payouts.get({ order_id: 'payout-1' }), created)
  const { items: listed, merchant_uuid: merchant } = await client.payouts.list()
  assert.deepEqual([listed[0]?.uuid, listed[0]?.balance], [created.uuid, '9898.00000000'])
  assert.equal(typeof merchant, 'string')
})

test('a payout that does not exist is refused in words, with the status of the switch', async () => {
  for (const [wire, status] of [
    [{}, 422],
    [{ notFoundStatus: 404 }, 404],
  ] as const) {
    const { client } = openSandbox({ wire })
    const error = await rejected('api', client.payouts.get({ uuid: 'nothing' }))
    assert.deepEqual([error.status, error.gatewayMessage], [status, 'Payout not found'])
  }
})

test('neither id is refused by field', async () => {
  const { sandbox } = openSandbox()
  const { status, json } = await ask(sandbox, '/v1/payout/info', '{}')
  const codes = ['validation.required_without']
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: codes, order_id: codes } }])
})

test('payouts iterate to the end, newest first', async () => {
  const { client } = openSandbox()
  for (let count = 0; count < 16; count += 1) {
    await client.payouts.create({ ...fixedPayout, amount: '1', order_id: `payout-${count}` })
  }
  const all = await items(client.payouts.list)
  assert.deepEqual(
    all.map(({ order_id: id }) => id),
    Array.from({ length: 16 }, (_, index) => `payout-${15 - index}`),
  )
})

test('services for payouts spell networks in upper case', async () => {
  const { client } = openSandbox()
  const services = await client.payouts.listServices()
  assert.ok(services.length > 0)
  for (const { network } of services) assert.equal(network, network.toUpperCase())
})
