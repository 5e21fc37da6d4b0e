import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { createOutbox } from '../../src/sandbox/outbox.ts'
import type { Deliver, Sandbox, SandboxOptions } from '../../src/sandbox/types.ts'
import { readWire } from '../../src/sandbox/wire.ts'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import { callback, fixedInvoice, fixedPayout, openSandbox, startAt } from '../support/sandbox.ts'
import { thrown } from '../support/thrown.ts'

const answering =
  (status: number): Deliver =>
  async () =>
    new Response(null, { status })

/** A sandbox in which one webhook has been sent. */
async function sendOne(options: SandboxOptions) {
  const { sandbox, client } = openSandbox(options)
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  return { sandbox, client, uuid }
}

const minutes = ({ deliveries }: Sandbox) => deliveries.map(({ at }) => (at - startAt) / 60_000)

test('a webhook reaches its receiver as a Request with the very bytes that are recorded', async () => {
  const received: { method: string; url: string; type: string | null; body: string }[] = []
  const deliver: Deliver = async (request) => {
    const { method, url, headers } = request
    received.push({ method, url, type: headers.get('content-type'), body: await request.text() })
    return new Response(null, { status: 204 })
  }
  const { sandbox } = await sendOne({ deliver })
  const [{ url, body, status, at } = assert.fail()] = sandbox.deliveries
  assert.deepEqual(received, [{ method: 'POST', url: callback, type: 'application/json', body }])
  assert.deepEqual([url, status, at], [callback, 204, startAt])
})

test('without a receiver a webhook is only recorded, and not sent again', async () => {
  const { sandbox } = await sendOne({})
  await sandbox.advance(86_400_000)
  assert.deepEqual(
    sandbox.deliveries.map(({ status }) => status),
    [undefined],
  )
})

test('without url_callback there is no webhook', async () => {
  const { sandbox, client } = openSandbox()
  const { url_callback: _, ...silent } = fixedInvoice
  const { uuid } = await client.payments.create(silent)
  await sandbox.pay(uuid)
  const { url_callback: __, ...silentPayout } = fixedPayout
  await client.payouts.create(silentPayout)
  await sandbox.advance(86_400_000)
  assert.deepEqual(sandbox.deliveries, [])
})

test('a webhook that is not taken is sent again after pauses that double, always the same bytes', async () => {
  const { sandbox } = await sendOne({ deliver: answering(500), wire: { redeliveries: 4 } })
  await sandbox.advance(86_400_000)
  assert.deepEqual(minutes(sandbox), [0, 1, 3, 7, 15])
  assert.equal(new Set(sandbox.deliveries.map(({ body }) => body)).size, 1)
  assert.ok(sandbox.deliveries.every(({ status }) => status === 500))
})

test('it is sent again ten times at most, and the pause can be chosen', async () => {
  const { sandbox } = await sendOne({ deliver: answering(302), wire: { redeliveryMs: 6_000 } })
  await sandbox.advance(30 * 86_400_000)
  assert.deepEqual(minutes(sandbox).slice(0, 4), [0, 0.1, 0.3, 0.7])
  assert.equal(sandbox.deliveries.length, 11)
})

test('with wire.redeliveries 0 it is never sent again', async () => {
  const { sandbox } = await sendOne({ deliver: answering(500), wire: { redeliveries: 0 } })
  await sandbox.advance(86_400_000)
  assert.equal(sandbox.deliveries.length, 1)
})

test('it is sent no more once it was taken', async () => {
  let calls = 0
  const deliver: Deliver = () => {
    calls += 1
    return new Response(null, { status: calls < 3 ? 503 : 200 })
  }
  const { sandbox } = await sendOne({ deliver })
  await sandbox.advance(86_400_000)
  assert.deepEqual(
    sandbox.deliveries.map(({ status }) => status),
    [503, 503, 200],
  )
})

test('a receiver that throws, rejects or answers nothing counts as no answer', async () => {
  const silent: readonly Deliver[] = [
    () => {
      throw new Error('down')
    },
    async () => Promise.reject(new Error('down')),
    () => undefined as never,
    () => ({}) as never,
  ]
  for (const deliver of silent) {
    const { sandbox } = await sendOne({ deliver, wire: { redeliveries: 1 } })
    await sandbox.advance(60_000)
    assert.deepEqual(
      sandbox.deliveries.map(({ status }) => status),
      [0, 0],
    )
  }
})

test('what happens later does not wait for what is sent again', async () => {
  let isDown = true
  const deliver: Deliver = () => new Response(null, { status: isDown ? 500 : 200 })
  const { sandbox, client } = openSandbox({ deliver })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid, { amount: '1' })
  isDown = false
  await sandbox.pay(uuid)
  await sandbox.advance(60_000)
  assert.deepEqual(
    sandbox.deliveries.map(({ body, status }) => [JSON.parse(body).status, status]),
    [
      ['wrong_amount_waiting', 500],
      ['paid', 200],
      ['wrong_amount_waiting', 200],
    ],
  )
})

test('historyLimit bounds what is remembered', async () => {
  const { sandbox } = await sendOne({ deliver: answering(500), historyLimit: 2 })
  await sandbox.advance(10 * 60_000)
  assert.deepEqual(minutes(sandbox), [3, 7])
})

test('a receiver may call back into the sandbox, and wait for what it does to another record', async () => {
  const seen: string[] = []
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { type, uuid } = JSON.parse(await request.text())
      if (type !== 'payment') return new Response()
      seen.push((await client.payments.get({ uuid })).payment_status)
      const { uuid: payout } = await client.payouts.create(fixedPayout)
      await sandbox.settlePayout(payout, 'paid')
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  assert.deepEqual(seen, ['paid'])
  assert.deepEqual(
    sandbox.deliveries.map(({ body, status }) => [JSON.parse(body).type, status]),
    [
      ['payment', 200],
      ['payout', 200],
    ],
  )
})

test('a receiver that waits for its own webhook gets no answer across in time, and nothing hangs', async () => {
  const { sandbox, client } = openSandbox({
    wire: { deliveryTimeoutMs: 20, redeliveries: 0 },
    deliver: async () => {
      await sandbox.advance(1000)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  assert.deepEqual(
    sandbox.deliveries.map(({ status }) => status),
    [0],
  )
  await sandbox.advance(0)
  assert.equal(sandbox.now(), startAt + 1000)
})

test('every delivered body is a webhook that parseWebhook takes, with keys by role', async () => {
  for (const escapeUnicode of [false, true]) {
    const { sandbox, client } = openSandbox({ wire: { escapeUnicode, confirmationMs: 1000 } })
    const { apiKey, payoutApiKey } = sandbox.clientOptions
    const noted = { ...fixedInvoice, additional_data: 'Заказ №1 / 漢字 🎉 "\u2028"' }
    const { uuid } = await client.payments.create(noted)
    await client.payments.create({ ...noted, order_id: 'order-2' })
    await sandbox.pay(uuid, { amount: '1' })
    await sandbox.advance(1000)
    await sandbox.pay(uuid)
    const paid = await client.payouts.create(fixedPayout)
    const failed = await client.payouts.create({ ...fixedPayout, order_id: 'payout-2' })
    await sandbox.settlePayout(paid.uuid, 'paid')
    await sandbox.settlePayout(failed.uuid, 'fail')
    await sandbox.advance(3_600_000)
    const events = sandbox.deliveries.map(({ body }) => parseWebhook(body, { payment: apiKey, payout: payoutApiKey }))
    assert.deepEqual(
      events.map(({ type, status }) => `${type} ${status}`),
      [
        'payment confirm_check',
        'payment wrong_amount_waiting',
        'payment confirm_check',
        'payout paid',
        'payout fail',
        'payment paid',
        'payment cancel',
      ],
    )
    const [first] = events
    assert.equal(first?.type === 'payment' ? first.additional_data : undefined, noted.additional_data)
    assert.ok(!escapeUnicode || sandbox.deliveries.every(({ body }) => /^[\x20-\x7e]+$/.test(body)))
  }
})

/** Records so many webhooks, and returns when those were sent that are remembered. */
function fill(historyLimit: number | undefined, count: number) {
  const clock = { now: 0, until: 0 }
  const faults = { takeWebhook: () => undefined }
  const { deliveries, queue } = createOutbox({ clock, wire: readWire({}, 'cryptomus'), faults, historyLimit })
  for (; clock.now < count; clock.now += 1) queue({ url: callback, body: '{}', subject: 'u-1' })
  return deliveries.map(({ at }) => at)
}

test('the newest deliveries are kept, oldest first', () => {
  assert.deepEqual(fill(2, 4), [2, 3])
  assert.deepEqual(fill(3, 2), [0, 1])
})

test('nothing or everything can be kept, and a thousand is the default', () => {
  assert.deepEqual(fill(0, 3), [])
  assert.equal(fill(Number.POSITIVE_INFINITY, 1500).length, 1500)
  assert.equal(fill(undefined, 1001)[0], 1)
})

test('a limit that is none is a config error', () => {
  for (const limit of [-1, Number.NaN, '5' as never]) {
    const error = thrown('config', () => createSandbox({ historyLimit: limit }))
    assert.equal(error.option, 'historyLimit')
  }
})
