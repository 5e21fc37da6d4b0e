import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/types.ts'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import { credentials } from '../tools/credentials.ts'
import { rejected } from '../tools/rejected.ts'
import { callback, fixedInvoice, fixedPayout, openSandbox, startAt, statusesTold } from '../tools/sandbox.ts'
import { thrown } from '../tools/thrown.ts'

const minute = 60_000

/** A receiver that answers with one status after the other, and always with the last. */
function answering(...statuses: readonly number[]) {
  const bodies: string[] = []
  const deliver = async (request: Request) => {
    bodies.push(await request.text())
    return new Response(null, { status: statuses[Math.min(bodies.length, statuses.length) - 1] ?? 200 })
  }
  return { deliver, bodies }
}

test('every operation works through the client, against what the sandbox gives it', async () => {
  const { sandbox, client } = openSandbox(credentials)
  const { uuid } = await client.payments.create(fixedInvoice)
  const payout = await client.payouts.create(fixedPayout)
  await sandbox.pay(uuid)
  await sandbox.settlePayout(payout.uuid, 'paid')
  assert.equal((await client.payments.get({ uuid })).payment_status, 'paid')
  assert.equal((await client.payments.list()).items[0]?.uuid, uuid)
  assert.equal((await client.payouts.get({ uuid: payout.uuid })).status, 'paid')
  assert.equal((await client.payouts.list()).items[0]?.uuid, payout.uuid)
  assert.ok((await client.payments.listServices()).length > 0)
  assert.ok((await client.payouts.listServices()).length > 0)
  const [entry] = await client.balance.get()
  assert.equal(entry?.balance.merchant[0]?.balance, '9917.60000000')
})

test('a client without the payout key of the sandbox cannot pay out', async () => {
  const { sandbox } = openSandbox()
  const { payoutApiKey: _, ...withoutPayouts } = sandbox.clientOptions
  const error = await rejected('api', createClient(withoutPayouts).payouts.create(fixedPayout))
  assert.deepEqual([error.status, error.gatewayMessage], [401, 'Invalid Sign.'])
})

test('names of headers may be in any case', async () => {
  const { sandbox } = openSandbox()
  const { fetch, ...options } = sandbox.clientOptions
  const shouting: typeof fetch = (url, init) => {
    const headers = Object.fromEntries(Object.entries(init.headers).map(([name, value]) => [name.toUpperCase(), value]))
    return fetch(url, { ...init, headers })
  }
  const client = createClient({ ...options, fetch: shouting })
  assert.equal((await client.payments.create(fixedInvoice)).payment_status, 'check')
})

test('a sandbox and its options are frozen, and there is nothing of its back door to see', () => {
  const { sandbox } = openSandbox()
  assert.ok(Object.isFrozen(sandbox) && Object.isFrozen(sandbox.clientOptions))
  const names = ['advance', 'clientOptions', 'deliveries', 'handle', 'now', 'pay', 'settlePayout']
  assert.deepEqual(Object.keys(sandbox).sort(), names)
})

test('the clock starts where it is told and moves only by advance', async () => {
  const { sandbox } = openSandbox({ startAt: new Date(startAt) })
  assert.equal(sandbox.now(), startAt)
  await sandbox.advance(0)
  await sandbox.advance(1500)
  assert.equal(sandbox.now(), startAt + 1500)
})

for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5' as unknown as number]) {
  test(`the clock cannot be advanced by ${ms} (${typeof ms})`, async () => {
    const { sandbox } = openSandbox()
    const error = await rejected('validation', sandbox.advance(ms))
    assert.equal(error.issues[0]?.path, 'ms')
    assert.equal(sandbox.now(), startAt)
  })
}

test('an option that cannot be used is a config error at once', () => {
  for (const options of [{ startAt: Number.NaN }, { apiKey: ' ' }, { historyLimit: -1 }] as SandboxOptions[]) {
    assert.equal(thrown('config', () => createSandbox(options)).option, Object.keys(options)[0])
  }
})

test('a webhook is handed to the receiver, and recorded with status and time', async () => {
  const { deliver, bodies } = answering(201)
  const { sandbox, client } = openSandbox({ deliver })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.advance(1000)
  await sandbox.pay(uuid)
  assert.deepEqual(sandbox.deliveries, [{ url: callback, body: bodies[0], status: 201, at: startAt + 1000 }])
})

test('without a receiver webhooks are only recorded, and never sent again', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await sandbox.advance(24 * 60 * minute)
  assert.deepEqual(
    sandbox.deliveries.map(({ url, status }) => [url, status]),
    [[callback, undefined]],
  )
})

test('without a url_callback there are no webhooks', async () => {
  const { deliver, bodies } = answering(200)
  const { sandbox, client } = openSandbox({ deliver })
  const { url_callback: _, ...invoice } = fixedInvoice
  const { url_callback: __, ...payout } = fixedPayout
  await sandbox.pay((await client.payments.create(invoice)).uuid)
  await sandbox.settlePayout((await client.payouts.create(payout)).uuid, 'paid')
  assert.deepEqual([bodies, sandbox.deliveries], [[], []])
})

test('a webhook that was not taken comes again after pauses that double, with the very same body', async () => {
  const { deliver, bodies } = answering(500, 302, 404, 200)
  const { sandbox, client } = openSandbox({ deliver })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await sandbox.advance(24 * 60 * minute)
  assert.deepEqual(
    sandbox.deliveries.map(({ status, at }) => [status, (at - startAt) / minute]),
    [
      [500, 0],
      [302, 1],
      [404, 3],
      [200, 7],
    ],
  )
  assert.equal(new Set(bodies).size, 1)
})

test('a webhook that is never taken comes as often as the switch says', async () => {
  let count = 0
  const { sandbox, client } = openSandbox({
    deliver: () => {
      count += 1
      throw new Error('The receiver is down.')
    },
    wire: { redeliveries: 3, redeliveryMs: 1000 },
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await sandbox.advance(24 * 60 * minute)
  assert.equal(count, 4)
  assert.deepEqual(
    sandbox.deliveries.map(({ status, at }) => [status, at - startAt]),
    [
      [0, 0],
      [0, 1000],
      [0, 3000],
      [0, 7000],
    ],
  )
})

test('ten redeliveries are the default, and a pause of nothing ends, too', async () => {
  const { deliver, bodies } = answering(500)
  const { sandbox, client } = openSandbox({ deliver, wire: { redeliveryMs: 0 } })
  await sandbox.pay((await client.payments.create(fixedInvoice)).uuid)
  assert.equal(bodies.length, 11)
})

test('only the newest deliveries are kept', async () => {
  const { sandbox, client } = openSandbox({ historyLimit: 2 })
  const { uuid } = await client.payments.create(fixedInvoice)
  for (const amount of ['1', '2', '20']) await sandbox.pay(uuid, { amount })
  assert.deepEqual(statusesTold(sandbox), ['wrong_amount_waiting', 'paid_over'])
})

test('every webhook is genuine, under the key of its kind, escaped or not', async () => {
  for (const escapeUnicode of [false, true]) {
    const { sandbox, client } = openSandbox({ ...credentials, wire: { escapeUnicode } })
    const note = 'Заказ / 漢字 🎉 "\u2028"'
    const { uuid } = await client.payments.create({ ...fixedInvoice, additional_data: note })
    const payout = await client.payouts.create(fixedPayout)
    await sandbox.pay(uuid, { amount: '5' })
    await sandbox.advance(60 * minute)
    const keys = { payment: credentials.apiKey, payout: credentials.payoutApiKey }
    const events = sandbox.deliveries.map(({ body }) => parseWebhook(body, keys))
    assert.deepEqual(
      events.map(({ type, status, uuid: about }) => [type, status, about]),
      [
        ['payment', 'wrong_amount_waiting', uuid],
        ['payout', 'paid', payout.uuid],
        ['payment', 'wrong_amount', uuid],
      ],
    )
    const [event] = events
    assert.equal(event?.type === 'payment' && event.additional_data, note)
    assert.equal(sandbox.deliveries[0]?.body.includes('Заказ'), !escapeUnicode)
    for (const { body } of sandbox.deliveries) {
      assert.equal(thrown('webhook', () => parseWebhook(body, 'another-key')).reason, 'sign_mismatch')
    }
  }
})

test('a payout webhook under the payment key is refused', async () => {
  const { sandbox, client } = openSandbox(credentials)
  await sandbox.settlePayout((await client.payouts.create(fixedPayout)).uuid, 'paid')
  const body = sandbox.deliveries[0]?.body ?? ''
  assert.equal(thrown('webhook', () => parseWebhook(body, credentials.apiKey)).reason, 'sign_mismatch')
  assert.equal(parseWebhook(body, credentials.payoutApiKey).type, 'payout')
})

test('a receiver that calls back into the sandbox does not hang', { timeout: 5000 }, async () => {
  const seen: string[] = []
  const open: { sandbox?: Sandbox; other?: string } = {}
  const { sandbox, client } = openSandbox({
    deliver: async (request) => {
      const { uuid } = parseWebhook(await request.text(), 'sandbox-payment-api-key')
      seen.push((await client.payments.get({ uuid })).order_id)
      if (uuid !== open.other) await open.sandbox?.pay(open.other ?? '')
      if (uuid === open.other) await open.sandbox?.advance(minute)
      return new Response()
    },
  })
  open.sandbox = sandbox
  const { uuid } = await client.payments.create(fixedInvoice)
  open.other = (await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })).uuid
  await sandbox.pay(uuid)
  assert.deepEqual(seen, ['order-1', 'order-2'])
  assert.deepEqual(statusesTold(sandbox), ['paid', 'paid'])
  assert.equal(sandbox.now(), startAt + minute)
})

/** A little of everything, and all that can be seen of it. */
async function runThrough(options: SandboxOptions) {
  const { sandbox, client } = openSandbox(options)
  const first = await client.payments.create({ amount: '15', currency: 'EUR', order_id: 'a', url_callback: callback })
  await client.payments.create({ ...fixedInvoice, order_id: 'b' })
  const payout = await client.payouts.create(fixedPayout)
  await sandbox.pay(first.uuid, { amount: '1' })
  await sandbox.advance(2 * minute)
  await sandbox.pay(first.uuid)
  await sandbox.advance(60 * minute)
  return JSON.stringify([
    await client.payments.list(),
    await client.payouts.list(),
    await client.balance.get(),
    await client.payouts.get({ uuid: payout.uuid }),
    sandbox.deliveries,
  ])
}

test('the same seed and start make the same sandbox, to the byte', async () => {
  assert.equal(await runThrough({ seed: 7 }), await runThrough({ seed: 7 }))
})

test('another seed makes other ids', async () => {
  assert.notEqual(await runThrough({ seed: 7 }), await runThrough({ seed: 8 }))
})

test('two sandboxes share nothing', async () => {
  const one = openSandbox()
  const other = openSandbox()
  const { uuid } = await one.client.payments.create(fixedInvoice)
  await one.client.payouts.create(fixedPayout)
  await one.sandbox.pay(uuid)
  await one.sandbox.advance(minute)
  assert.deepEqual([other.sandbox.now(), other.sandbox.deliveries], [startAt, []])
  assert.deepEqual((await other.client.payments.list()).items, [])
  await rejected('validation', other.sandbox.pay(uuid))
  const [entry] = await other.client.balance.get()
  assert.equal(entry?.balance.merchant[0]?.balance, '10000.00000000')
})
