import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedPayout, openSandbox } from '../../tools/sandbox.ts'

test('a payout is read by uuid or by order_id', async () => {
  const { client } = openSandbox()
  const created = await client.payouts.create(fixedPayout)
  assert.deepEqual(await client.payouts.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.payouts.get({ order_id: 'payout-1' }), created)
})

test('a list names the merchant and holds the newest payout first', async () => {
  const { sandbox, client } = openSandbox()
  for (const order_id of ['one', 'two']) await client.payouts.create({ ...fixedPayout, order_id })
  const page = await client.payouts.list()
  assert.equal(page.merchant_uuid, sandbox.clientOptions.merchantId)
  assert.deepEqual(
    page.items.map(({ order_id }) => order_id),
    ['two', 'one'],
  )
})

test('a payout that does not exist is a 422, or what wire.notFoundStatus says', async () => {
  const usual = await rejected('api', openSandbox().client.payouts.get({ uuid: 'nobody' }))
  assert.deepEqual([usual.status, usual.gatewayMessage], [422, 'Payout not found'])
  const { client } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal((await rejected('api', client.payouts.get({ uuid: 'nobody' }))).status, 404)
})

test('neither uuid nor order_id names both', async () => {
  const { json } = await ask(openSandbox().sandbox, '/v1/payout/info', {})
  const missing = ['validation.required_without']
  assert.deepEqual(json, { state: 1, errors: { uuid: missing, order_id: missing } })
})
