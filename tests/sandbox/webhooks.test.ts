import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deliver, Sandbox, SandboxOptions } from '../../src/sandbox/types.ts'
import { queueWebhook } from '../../src/sandbox/webhooks.ts'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { callback, fixedInvoice, fixedPayout, openSandbox, openWorld, startAt } from '../support/sandbox.ts'

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

test('a receiver that calls back into the sandbox does not hang', async () => {
  const seen: string[] = []
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { type, uuid } = JSON.parse(await request.text())
      if (type !== 'payment') return new Response()
      seen.push((await client.payments.get({ uuid })).payment_status)
      const { uuid: payout } = await client.payouts.create(fixedPayout)
      await sandbox.settlePayout(payout, 'paid')
      await sandbox.advance(1000)
      return new Response()
    },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  assert.deepEqual(seen, ['paid'])
  assert.equal(sandbox.deliveries.length, 2)
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

const payload = { type: 'payment', additional_data: 'Заказ/1' }

test('without a url_callback there is no webhook', () => {
  const world = openWorld()
  queueWebhook(world, undefined, payload, 'payment')
  assert.deepEqual(world.outgoing, [])
})

test('a webhook is due at once', () => {
  const world = openWorld()
  queueWebhook(world, callback, payload, 'payment')
  const [{ body, ...rest } = assert.fail()] = world.outgoing
  assert.deepEqual(rest, { url: callback, dueAt: startAt, attempt: 1 })
  assert.ok(body.startsWith('{"type":"payment","additional_data":"Заказ\\/1","sign":"'), body)
})

test('each kind is signed with its own key', () => {
  const world = openWorld({ apiKey: 'key-of-payments', payoutApiKey: 'key-of-payouts' })
  queueWebhook(world, callback, payload, 'payment')
  queueWebhook(world, callback, payload, 'payout')
  const taken = world.outgoing.map(({ body }) => [
    verifyWebhook(body, 'key-of-payments'),
    verifyWebhook(body, 'key-of-payouts'),
  ])
  assert.deepEqual(taken, [
    [true, false],
    [false, true],
  ])
})

test('a switch escapes what lies beyond ASCII, and the signature still holds', () => {
  const world = openWorld({ wire: { escapeUnicode: true } })
  queueWebhook(world, callback, payload, 'payment')
  const { body } = world.outgoing[0] ?? assert.fail()
  assert.match(body, /^[\x20-\x7e]+$/)
  assert.ok(verifyWebhook(body, world.credentials.apiKey))
})
