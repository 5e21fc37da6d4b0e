import assert from 'node:assert/strict'
import { test } from 'node:test'
import { items } from '../../../src/operations/paging.ts'
import { rejected } from '../../support/rejected.ts'
import { ask, fixedInvoice, fixedPayout, fixedRecurrence, openSandbox } from '../../support/sandbox.ts'

const path = '/v1/recurrence/create'
const taken = 'The order_id has already been taken'

test('a known order_id answers with the recurrence that exists, whatever else was passed', async () => {
  const { sandbox } = openSandbox()
  const first = await ask(sandbox, path, fixedRecurrence)
  const second = await ask(sandbox, path, { ...fixedRecurrence, amount: '99', currency: 'nothing' })
  assert.equal(first.status, 200)
  assert.equal(second.text, first.text)
  assert.equal((await ask(sandbox, '/v1/recurrence/list', {})).json.result.items.length, 1)
})

test('the client tells of a known order_id with another amount', async () => {
  const { client } = openSandbox()
  const { uuid } = await client.recurrences.create(fixedRecurrence)
  const error = await rejected('conflict', client.recurrences.create({ ...fixedRecurrence, amount: '99' }))
  assert.deepEqual([error.fields, (error.existing as { uuid: string }).uuid], [['amount'], uuid])
})

test('without an order_id each call makes another one', async () => {
  const { client } = openSandbox()
  const { order_id: _, ...nameless } = fixedRecurrence
  const [first, second] = [await client.recurrences.create(nameless), await client.recurrences.create(nameless)]
  assert.deepEqual([first.order_id, second.order_id], [null, null])
  assert.notEqual(first.uuid, second.uuid)
})

test('an order_id of an invoice or of a static wallet is refused, and the other way round', async () => {
  const { client } = openSandbox()
  const wallet = { currency: 'USDT', network: 'tron' }
  await client.payments.create({ ...fixedInvoice, order_id: 'invoice' })
  await client.wallets.create({ ...wallet, order_id: 'wallet' })
  await client.recurrences.create({ ...fixedRecurrence, order_id: 'recurrence' })
  for (const attempt of [
    client.recurrences.create({ ...fixedRecurrence, order_id: 'invoice' }),
    client.recurrences.create({ ...fixedRecurrence, order_id: 'wallet' }),
    client.payments.create({ ...fixedInvoice, order_id: 'recurrence' }),
    client.wallets.create({ ...wallet, order_id: 'recurrence' }),
  ]) {
    const { status, gatewayMessage } = await rejected('api', attempt)
    assert.deepEqual([status, gatewayMessage], [422, taken])
  }
  assert.equal((await client.recurrences.list()).items.length, 1)
})

test('recurrences and payouts do not share their order_ids', async () => {
  const { client } = openSandbox()
  await client.recurrences.create({ ...fixedRecurrence, order_id: 'same' })
  assert.equal((await client.payouts.create({ ...fixedPayout, order_id: 'same' })).status, 'process')
})

const refusals: readonly (readonly [about: string, params: object, body: object])[] = [
  ['a currency that nobody knows', { currency: 'XXX' }, { message: 'The currency was not found' }],
  ['a to_currency that is no coin', { to_currency: 'EUR' }, { message: 'Not found service to_currency' }],
  [
    'days of a discount without its amount',
    { discount_days: 30 },
    { errors: { discount_amount: ['validation.required_with'] } },
  ],
  [
    'the amount of a discount without its days',
    { discount_amount: '5' },
    { errors: { discount_days: ['validation.required_with'] } },
  ],
]

for (const [about, params, body] of refusals) {
  test(`refuses ${about}, and makes nothing`, async () => {
    const { sandbox, client } = openSandbox()
    const { status, json } = await ask(sandbox, path, { ...fixedRecurrence, ...params })
    assert.deepEqual([status, json], [422, { state: 1, ...body }])
    assert.equal((await client.recurrences.list()).items.length, 0)
  })
}

test('however long one waits, nobody accepts it and nothing is charged or told', async () => {
  const { sandbox, client } = openSandbox()
  const created = await client.recurrences.create(fixedRecurrence)
  const balance = await client.balance.get()
  await sandbox.advance(365 * 86_400_000)
  assert.deepEqual(await client.recurrences.get({ uuid: created.uuid }), created)
  assert.deepEqual([created.status, sandbox.deliveries.length], ['wait_accept', 0])
  assert.deepEqual(await client.balance.get(), balance)
})

test('a recurrence is read by uuid or by order_id', async () => {
  const { client } = openSandbox()
  const created = await client.recurrences.create(fixedRecurrence)
  assert.deepEqual(await client.recurrences.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.recurrences.get({ order_id: 'recurrence-1' }), created)
})

test('a list holds recurrences as they are read, newest first, 15 a page', async () => {
  const { client } = openSandbox()
  for (let count = 1; count <= 17; count += 1) {
    await client.recurrences.create({ ...fixedRecurrence, order_id: `r-${count}` })
  }
  const first = await client.recurrences.list()
  assert.deepEqual(first.items[0], await client.recurrences.get({ order_id: 'r-17' }))
  assert.deepEqual([first.items.length, first.paginate?.count, first.paginate?.perPage], [15, 15, 15])
  const second = await client.recurrences.list({ cursor: first.paginate?.nextCursor ?? '' })
  assert.deepEqual(
    second.items.map(({ order_id }) => order_id),
    ['r-2', 'r-1'],
  )
  assert.equal(second.paginate?.nextCursor, null)
  const all = []
  for await (const { uuid } of items(client.recurrences.list)) all.push(uuid)
  assert.equal(new Set(all).size, 17)
})

test('a cancelled recurrence stays so, and cancelling it again changes nothing', async () => {
  const { client } = openSandbox()
  const created = await client.recurrences.create(fixedRecurrence)
  const cancelled = await client.recurrences.cancel({ uuid: created.uuid })
  assert.deepEqual(cancelled, { ...created, status: 'cancel_by_merchant' })
  assert.deepEqual(await client.recurrences.get({ uuid: created.uuid }), cancelled)
  assert.deepEqual(await client.recurrences.cancel({ order_id: 'recurrence-1' }), cancelled)
  assert.deepEqual(await client.recurrences.create(fixedRecurrence), cancelled)
})

test('a recurrence that does not exist is a 422, or what wire.notFoundStatus says', async () => {
  const { client } = openSandbox()
  for (const attempt of [
    client.recurrences.get({ uuid: 'nobody' }),
    client.recurrences.cancel({ order_id: 'nobody' }),
  ]) {
    const { status, gatewayMessage } = await rejected('api', attempt)
    assert.deepEqual([status, gatewayMessage], [422, 'Recurring payment not found'])
  }
  const other = openSandbox({ wire: { notFoundStatus: 404 } }).client
  assert.equal((await rejected('api', other.recurrences.get({ uuid: 'nobody' }))).status, 404)
})

test('neither uuid nor order_id names both', async () => {
  const { json } = await ask(openSandbox().sandbox, '/v1/recurrence/info', {})
  const missing = ['validation.required_without']
  assert.deepEqual(json, { state: 1, errors: { uuid: missing, order_id: missing } })
})

test('heleket has no recurrences', async () => {
  const { sandbox } = openSandbox({ gateway: 'heleket' })
  assert.equal((await ask(sandbox, '/v1/recurrence/create', fixedRecurrence)).status, 404)
})
