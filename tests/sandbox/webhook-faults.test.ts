import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookFault } from '../../src/sandbox/faults.ts'
import type { SandboxOptions } from '../../src/sandbox/types.ts'
import { fixedInvoice, openSandbox, startAt } from '../support/sandbox.ts'

/** A sandbox with two open invoices whose receiver notes what comes in, and what is under way at the same time. */
async function openTwo(options: SandboxOptions = {}) {
  const received: string[] = []
  let underWay = 0
  let most = 0
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      underWay += 1
      most = Math.max(most, underWay)
      const { order_id, status } = JSON.parse(await request.text())
      received.push(`${order_id} ${status}`)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return new Response()
    },
    ...options,
  })
  const first = await client.payments.create(fixedInvoice)
  const second = await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  const times = () => sandbox.deliveries.map(({ at }) => at - startAt)
  const statuses = () => sandbox.deliveries.map(({ status }) => status)
  return { sandbox, client, first: first.uuid, second: second.uuid, received, times, statuses, most: () => most }
}

const waiting = 'order-1 wrong_amount_waiting'
const paid = 'order-1 paid'

test('duplicate sends a webhook twice, one after the other, the very same bytes', async () => {
  const { sandbox, first, received, most } = await openTwo()
  sandbox.fault({ webhook: 'duplicate' })
  await sandbox.pay(first)
  assert.deepEqual([received, most()], [[paid, paid], 1])
  assert.equal(new Set(sandbox.deliveries.map(({ body }) => body)).size, 1)
})

test('twice_at_once sends a webhook twice at the same time', async () => {
  const { sandbox, first, received, most, statuses } = await openTwo()
  sandbox.fault({ webhook: 'twice_at_once' })
  await sandbox.pay(first)
  assert.deepEqual([received, most(), statuses()], [[paid, paid], 2, [200, 200]])
})

test('a webhook that was sent twice at once and refused twice is sent again once', async () => {
  const { sandbox, first, times } = await openTwo({ deliver: () => new Response(null, { status: 500 }) })
  sandbox.fault({ webhook: 'twice_at_once' })
  await sandbox.pay(first)
  await sandbox.advance(60_000)
  assert.deepEqual(times(), [0, 0, 60_000])
})

test('reorder sends a webhook right after the next one about the same record', async () => {
  const { sandbox, first, second, received, times } = await openTwo()
  sandbox.fault({ webhook: 'reorder' })
  await sandbox.pay(first, { amount: '5' })
  assert.deepEqual(received, [])
  await sandbox.pay(second)
  await sandbox.advance(1000)
  assert.deepEqual(received, ['order-2 paid'])
  await sandbox.pay(first)
  assert.deepEqual(received, ['order-2 paid', paid, waiting])
  assert.deepEqual(times(), [0, 1000, 1000])
})

for (const [given, ms] of [
  [{}, 60_000],
  [{ ms: 7000 }, 7000],
] as const) {
  test(`reorder with ${JSON.stringify(given)} sends a webhook that none follows after ${ms} ms`, async () => {
    const { sandbox, first, received, times } = await openTwo()
    sandbox.fault({ webhook: 'reorder', ...given })
    await sandbox.pay(first)
    await sandbox.advance(ms - 1)
    assert.deepEqual(received, [])
    await sandbox.advance(1)
    assert.deepEqual([received, times()], [[paid], [ms]])
  })
}

test('of two that are to be reordered, the second one is the one that overtakes', async () => {
  const { sandbox, first, received } = await openTwo()
  sandbox.fault({ webhook: 'reorder', times: 2 })
  await sandbox.pay(first, { amount: '5' })
  await sandbox.pay(first)
  assert.deepEqual(received, [paid, waiting])
})

test('delay sends a webhook later, and the webhooks after it do not wait', async () => {
  const { sandbox, first, received, times } = await openTwo()
  sandbox.fault({ webhook: 'delay', ms: 5000 })
  await sandbox.pay(first, { amount: '5' })
  await sandbox.pay(first)
  assert.deepEqual(received, [paid])
  await sandbox.advance(4999)
  assert.deepEqual(received, [paid])
  await sandbox.advance(1)
  assert.deepEqual(
    [received, times()],
    [
      [paid, waiting],
      [0, 5000],
    ],
  )
})

test('delay waits for a minute when nothing is said', async () => {
  const { sandbox, first, times } = await openTwo()
  sandbox.fault({ webhook: 'delay' })
  await sandbox.pay(first)
  await sandbox.advance(100_000)
  assert.deepEqual(times(), [60_000])
})

test('lose keeps a webhook from its receiver, records it with 0 and never sends it again', async () => {
  const { sandbox, first, received, statuses } = await openTwo()
  sandbox.fault({ webhook: 'lose' })
  await sandbox.pay(first, { amount: '5' })
  await sandbox.advance(3_000_000)
  assert.deepEqual([received, statuses()], [[], [0]])
  await sandbox.pay(first)
  assert.deepEqual(received, [paid])
})

test('a lost webhook is no follower: the one that was held back goes on waiting', async () => {
  const { sandbox, first, received } = await openTwo()
  sandbox.fault({ webhook: 'reorder' })
  await sandbox.pay(first, { amount: '5' })
  sandbox.fault({ webhook: 'lose' })
  await sandbox.pay(first, { amount: '5' })
  assert.deepEqual(received, [])
  await sandbox.pay(first)
  assert.deepEqual(received, [paid, waiting])
})

test('times and forMs limit faults of webhooks too, and they can be taken back', async () => {
  const { sandbox, first, second, received } = await openTwo()
  sandbox.fault({ webhook: 'lose', forMs: 1000 })
  await sandbox.pay(first, { amount: '1' })
  await sandbox.pay(first, { amount: '1' })
  await sandbox.advance(1001)
  await sandbox.pay(first)
  const remove = sandbox.fault({ webhook: 'lose', times: Number.POSITIVE_INFINITY })
  remove()
  await sandbox.pay(second)
  assert.deepEqual(received, [paid, 'order-2 paid'])
})

const recorded: readonly (readonly [webhook: WebhookFault['webhook'], statuses: readonly string[]])[] = [
  ['duplicate', ['wrong_amount_waiting', 'wrong_amount_waiting', 'paid']],
  ['twice_at_once', ['wrong_amount_waiting', 'wrong_amount_waiting', 'paid']],
  ['reorder', ['paid', 'wrong_amount_waiting']],
  ['delay', ['paid', 'wrong_amount_waiting']],
  ['lose', ['wrong_amount_waiting', 'paid']],
]

for (const [webhook, statuses] of recorded) {
  test(`without a receiver, ${webhook} shows in what is recorded`, async () => {
    const { sandbox, client } = openSandbox()
    const { uuid } = await client.payments.create(fixedInvoice)
    sandbox.fault({ webhook })
    await sandbox.pay(uuid, { amount: '5' })
    await sandbox.pay(uuid)
    await sandbox.advance(60_000)
    assert.deepEqual(
      sandbox.deliveries.map(({ body }) => JSON.parse(body).status),
      statuses,
    )
  })
}
