import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedInvoice, openSandbox } from '../../tools/sandbox.ts'

test('an invoice is read by uuid or by order_id', async () => {
  const { client } = openSandbox()
  const created = await client.payments.create(fixedInvoice)
  assert.deepEqual(await client.payments.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.payments.get({ order_id: 'order-1' }), created)
})

test('a list holds invoices as they are read, newest first, 15 a page', async () => {
  const { sandbox, client } = openSandbox()
  for (let count = 1; count <= 17; count += 1) {
    await client.payments.create({ ...fixedInvoice, order_id: `o-${count}` })
    await sandbox.advance(1000)
  }
  const first = await client.payments.list()
  assert.deepEqual(first.items[0], await client.payments.get({ order_id: 'o-17' }))
  assert.deepEqual([first.items.length, first.paginate.count, first.paginate.perPage], [15, 15, 15])
  const second = await client.payments.list({ cursor: first.paginate.nextCursor ?? '' })
  assert.deepEqual(
    second.items.map(({ order_id }) => order_id),
    ['o-2', 'o-1'],
  )
  assert.equal(second.paginate.nextCursor, null)
  const back = await client.payments.list({ cursor: second.paginate.previousCursor ?? '' })
  assert.deepEqual(back.items, first.items)
})

test('a list is filtered by dates at UTC+3', async () => {
  const { sandbox, client } = openSandbox()
  for (const order_id of ['early', 'right', 'late']) {
    await client.payments.create({ ...fixedInvoice, order_id })
    await sandbox.advance(60_000)
  }
  const page = await client.payments.list({ date_from: '2026-05-01 10:00:30', date_to: '2026-05-01 10:01:30' })
  assert.deepEqual(
    page.items.map(({ order_id }) => order_id),
    ['right'],
  )
})

test('a cursor counts in the query and not in the body', async () => {
  const { sandbox, client } = openSandbox()
  for (let count = 0; count < 16; count += 1) await client.payments.create({ ...fixedInvoice, order_id: `o-${count}` })
  const cursor = (await client.payments.list()).paginate.nextCursor
  const inBody = await ask(sandbox, '/v1/payment/list', { cursor })
  const inQuery = await ask(sandbox, `/v1/payment/list?cursor=${encodeURIComponent(cursor ?? '')}`, {})
  assert.deepEqual([inBody.json.result.items.length, inQuery.json.result.items.length], [15, 1])
})

test('a date that is none is refused by name', async () => {
  const { sandbox } = openSandbox()
  const { status, json } = await ask(sandbox, '/v1/payment/list', { date_from: 'yesterday' })
  assert.deepEqual([status, json], [422, { state: 1, errors: { date_from: ['validation.regex'] } }])
})

test('an invoice that does not exist is a 422, or what wire.notFoundStatus says', async () => {
  const usual = await rejected('api', openSandbox().client.payments.get({ uuid: 'nobody' }))
  assert.deepEqual([usual.status, usual.gatewayMessage], [422, 'Payment not found'])
  const { client } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal((await rejected('api', client.payments.get({ order_id: 'nobody' }))).status, 404)
})
