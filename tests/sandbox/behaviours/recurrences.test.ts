import assert from 'node:assert/strict'
import { test } from 'node:test'
import { items } from '../../../src/operations/items.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedRecurrence, openSandbox } from '../../tools/sandbox.ts'

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
  assert.deepEqual([first.items.length, first.paginate.count, first.paginate.perPage], [15, 15, 15])
  const second = await client.recurrences.list({ cursor: first.paginate.nextCursor ?? '' })
  assert.deepEqual(
    second.items.map(({ order_id }) => order_id),
    ['r-2', 'r-1'],
  )
  assert.equal(second.paginate.nextCursor, null)
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
