import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../support/rejected.ts'
import { fixedInvoice, fixedPayout, fixedRecurrence, openSandbox } from '../support/sandbox.ts'

/** A sandbox with a paid invoice, and its status as `get` and `list` show it. */
async function openPaid() {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  const read = async () => (await client.payments.get({ uuid })).payment_status
  const listed = async () => (await client.payments.list()).items.map(({ payment_status }) => payment_status)
  return { sandbox, client, uuid, read, listed }
}

test('a stale read shows the state before the last change, once', async () => {
  const { sandbox, read } = await openPaid()
  sandbox.fault({ kind: 'stale' })
  assert.deepEqual([await read(), await read()], ['check', 'paid'])
})

test('a stale read by order_id shows the same', async () => {
  const { sandbox, client } = await openPaid()
  sandbox.fault({ kind: 'stale' })
  assert.equal((await client.payments.get({ order_id: 'order-1' })).payment_status, 'check')
})

test('a stale list shows each record as it was', async () => {
  const { sandbox, listed } = await openPaid()
  sandbox.fault({ kind: 'stale', operation: 'payments.list' })
  assert.deepEqual([await listed(), await listed()], [['check'], ['paid']])
})

test('a record that has just been made is not found, and in no list', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  sandbox.fault({ kind: 'stale', times: 2 })
  const error = await rejected('api', client.payments.get({ uuid }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'Payment not found'])
  assert.deepEqual((await client.payments.list()).items, [])
  assert.equal((await client.payments.get({ uuid })).uuid, uuid)
})

test('a list shows what info does not yet, and the other way round', async () => {
  const { sandbox, read, listed } = await openPaid()
  const remove = sandbox.fault({ kind: 'stale', operation: 'payments.get', times: Number.POSITIVE_INFINITY })
  assert.deepEqual([await read(), await listed(), await read()], ['check', ['paid'], 'check'])
  remove()
  sandbox.fault({ kind: 'stale', operation: 'payments.list' })
  assert.deepEqual([await read(), await listed(), await read()], ['paid', ['check'], 'paid'])
})

test('reads are stale so many times, or for so long', async () => {
  const { sandbox, read } = await openPaid()
  sandbox.fault({ kind: 'stale', times: 3 })
  assert.deepEqual([await read(), await read(), await read(), await read()], ['check', 'check', 'check', 'paid'])
  sandbox.fault({ kind: 'stale', forMs: 5000 })
  assert.deepEqual([await read(), await read()], ['check', 'check'])
  await sandbox.advance(5001)
  assert.equal(await read(), 'paid')
})

test('a stale fault passes by calls that read no records, and stays for the next one that does', async () => {
  const { sandbox, client, read } = await openPaid()
  sandbox.fault({ kind: 'stale' })
  await client.balance.get()
  await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  assert.equal(await read(), 'check')
})

test('only the last change is hidden, not the ones before', async () => {
  const { sandbox, client, uuid, read } = await openPaid()
  await client.payments.refund({ uuid, address: 'TXnobody00000', is_subtract: true })
  sandbox.fault({ kind: 'stale' })
  assert.deepEqual([await read(), await read()], ['paid', 'refund_process'])
})

test('what is hidden has happened all the same: money, webhooks and the next call know of it', async () => {
  const { sandbox, client, uuid, read } = await openPaid()
  sandbox.fault({ kind: 'stale', operation: 'payments.get', times: Number.POSITIVE_INFINITY })
  assert.equal(await read(), 'check')
  assert.equal(JSON.parse(sandbox.deliveries[0]?.body ?? '').status, 'paid')
  await client.payments.refund({ uuid, address: 'TXnobody00000', is_subtract: true })
})

test('payouts and recurring payments are read stale too', async () => {
  const { sandbox, client } = openSandbox()
  const payout = await client.payouts.create(fixedPayout)
  const recurrence = await client.recurrences.create(fixedRecurrence)
  sandbox.fault({ kind: 'stale', times: 2 })
  await rejected('api', client.payouts.get({ uuid: payout.uuid }))
  await rejected('api', client.recurrences.get({ uuid: recurrence.uuid }))
  await sandbox.settlePayout(payout.uuid, 'paid')
  await client.recurrences.cancel({ uuid: recurrence.uuid })
  sandbox.fault({ kind: 'stale', times: 4 })
  assert.equal((await client.payouts.get({ uuid: payout.uuid })).status, 'process')
  assert.equal((await client.recurrences.get({ uuid: recurrence.uuid })).status, 'wait_accept')
  assert.equal((await client.payouts.list()).items[0]?.status, 'process')
  assert.equal((await client.recurrences.list()).items[0]?.status, 'wait_accept')
  assert.equal((await client.payouts.get({ uuid: payout.uuid })).status, 'paid')
})

test('a stale page of a long list keeps its cursors', async () => {
  const { sandbox, client } = openSandbox()
  for (let count = 0; count < 20; count += 1) {
    const { uuid } = await client.payments.create({ ...fixedInvoice, order_id: `order-${count}` })
    if (count % 2 === 0) await sandbox.pay(uuid)
  }
  const fresh = await client.payments.list()
  sandbox.fault({ kind: 'stale' })
  const stale = await client.payments.list()
  assert.deepEqual(stale.paginate, { ...fresh.paginate, count: 7 })
  assert.ok(stale.items.every(({ payment_status }) => payment_status === 'check'))
})
