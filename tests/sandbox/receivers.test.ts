import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Deliver } from '../../src/sandbox/types.ts'
import { fixedInvoice, fixedPayout, openSandbox } from '../support/sandbox.ts'

/** A lock per key: each holder waits for the one before. */
function createLocks() {
  const tails = new Map<string, Promise<unknown>>()
  return <Value>(key: string, run: () => Promise<Value>): Promise<Value> => {
    const held = (tails.get(key) ?? Promise.resolve()).then(run)
    tails.set(
      key,
      held.catch(() => {}),
    )
    return held
  }
}

const told = ({ deliveries }: Pick<ReturnType<typeof createSandbox>, 'deliveries'>) =>
  deliveries.map(({ body, status }) => {
    const { order_id, status: state } = JSON.parse(body)
    return `${order_id} ${state} ${status}`
  })

const refund = (uuid: string) => ({ uuid, address: 'TXnobody00000', is_subtract: true }) as const

test('an API call is answered before its webhook leaves', async () => {
  const order: string[] = []
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      order.push(JSON.parse(await request.text()).status)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await client.payments.refund(refund(uuid))
  order.push('answered')
  await sandbox.advance(0)
  assert.deepEqual(order, ['paid', 'answered', 'refund_process'])
})

test('what an API call causes leaves by itself soon after', async () => {
  let resolve = (_status: string) => {}
  const received = new Promise<string>((done) => {
    resolve = done
  })
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { status } = JSON.parse(await request.text())
      if (status === 'refund_process') resolve(status)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await client.payments.refund(refund(uuid))
  assert.equal(await received, 'refund_process')
})

test('a receiver that hangs is given up on, sent to again, and holds up nothing about other records', async () => {
  const waits = new Set(['order-1'])
  const { sandbox, client } = openSandbox({
    wire: { deliveryTimeoutMs: 20, redeliveries: 1 },
    deliver: async (request) => {
      const { order_id } = JSON.parse(await request.text())
      return waits.has(order_id) ? new Promise<Response>(() => {}) : new Response()
    },
  })
  const hanging = await client.payments.create(fixedInvoice)
  const other = await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  const paying = sandbox.pay(hanging.uuid, { amount: '5' })
  await sandbox.pay(other.uuid)
  assert.deepEqual(told(sandbox), ['order-1 wrong_amount_waiting undefined', 'order-2 paid 200'])
  await paying
  waits.clear()
  await sandbox.pay(hanging.uuid)
  await sandbox.advance(60_000)
  assert.deepEqual(told(sandbox), [
    'order-1 wrong_amount_waiting 0',
    'order-2 paid 200',
    'order-1 paid 200',
    'order-1 wrong_amount_waiting 200',
  ])
})

test('webhooks about one record never overtake each other, however slow the first one is', async () => {
  const order: string[] = []
  let isFirst = true
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { status } = JSON.parse(await request.text())
      order.push(`begin ${status}`)
      if (isFirst) await new Promise((resolve) => setTimeout(resolve, 5))
      isFirst = false
      order.push(`end ${status}`)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await Promise.all([sandbox.pay(uuid, { amount: '5' }), sandbox.pay(uuid)])
  assert.deepEqual(order, ['begin wrong_amount_waiting', 'end wrong_amount_waiting', 'begin paid', 'end paid'])
})

test('a shop with a lock per order does not lock itself out: handler and API call share it', async () => {
  const lock = createLocks()
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { order_id } = JSON.parse(await request.text())
      return lock(order_id, async () => new Response())
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await lock('order-1', () => client.payments.refund(refund(uuid)))
  const payout = await lock('payout-1', () => client.payouts.create(fixedPayout))
  await Promise.all([sandbox.settlePayout(payout.uuid, 'paid'), lock('payout-1', () => client.payouts.list())])
  await sandbox.advance(0)
  assert.deepEqual(told(sandbox), ['order-1 paid 200', 'order-1 refund_process 200', 'payout-1 paid 200'])
})

test('a receiver may read the record inside its handler, and sees at least what the webhook says', async () => {
  const seen: string[] = []
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { uuid, status } = JSON.parse(await request.text())
      seen.push(`${status} ${(await client.payments.get({ uuid })).payment_status}`)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid, { amount: '5' })
  await sandbox.pay(uuid)
  await client.payments.refund(refund(uuid))
  await sandbox.advance(60_000)
  assert.deepEqual(seen, [
    'wrong_amount_waiting wrong_amount_waiting',
    'paid paid',
    'refund_process refund_process',
    'refund_paid refund_paid',
  ])
})

test('a receiver may act on its own record inside its handler, and is told of that after it has answered', async () => {
  const order: string[] = []
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { uuid, status } = JSON.parse(await request.text())
      order.push(`begin ${status}`)
      if (status === 'paid') await client.payments.refund(refund(uuid))
      order.push(`end ${status}`)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await sandbox.advance(0)
  assert.deepEqual(order, ['begin paid', 'end paid', 'begin refund_process', 'end refund_process'])
})

test('one seed gives the same run, byte for byte, whatever the receiver does', async () => {
  const run = async (seed: number) => {
    let calls = 0
    const deliver: Deliver = () => {
      calls += 1
      return new Response(null, { status: calls % 3 === 0 ? 200 : 500 })
    }
    const { sandbox, client } = openSandbox({ seed, deliver, wire: { confirmationMs: 1000, redeliveries: 3 } })
    for (const webhook of ['reorder', 'duplicate', 'delay', 'lose', 'twice_at_once'] as const)
      sandbox.fault({ webhook })
    for (let count = 0; count < 6; count += 1) {
      const { uuid } = await client.payments.create({ ...fixedInvoice, order_id: `order-${count}` })
      await sandbox.pay(uuid, count % 2 === 0 ? { amount: '5' } : {})
    }
    await client.payouts.create(fixedPayout)
    await sandbox.advance(1000)
    await client.payments.refund({ ...refund(''), uuid: undefined, order_id: 'order-1' })
    await sandbox.advance(10_000_000)
    return [sandbox.save(), JSON.stringify(sandbox.deliveries)]
  }
  assert.deepEqual(await run(3), await run(3))
  assert.notDeepEqual(await run(3), await run(4))
})

test('two sandboxes wait for nothing of each other', async () => {
  const stuck = createSandbox({ deliver: () => new Promise(() => {}), wire: { deliveryTimeoutMs: 20 } })
  const { sandbox, client } = openSandbox({ deliver: () => new Response() })
  const { uuid } = await client.payments.create(fixedInvoice)
  await Promise.all([stuck.advance(1000), sandbox.pay(uuid)])
  assert.deepEqual(told(sandbox), ['order-1 paid 200'])
})
