import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { createHandlerWith } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import { hmacSha256 } from '../../../src/webhooks/hmac-sha256.ts'
import { signWebhook } from '../../../src/webhooks/sign-webhook.ts'
import type { WebhookEvent } from '../../../src/webhooks/types.ts'
import { rejected } from '../../support/rejected.ts'
import { thrown } from '../../support/thrown.ts'
import {
  deliver,
  fakeClock,
  fakeStore,
  gate,
  heldTimers,
  hook,
  openHandler,
  openShop,
  paymentRecord,
  payoutRecord,
  settled,
} from '../../support/webhook-handler.ts'
import { payment, paymentKey, payout, payoutKey } from '../../support/webhooks.ts'

const body = signWebhook(payment, paymentKey)
const { uuid } = payment

/** Options of a handler without a reader, whose timers the test holds. */
const unread = { apiKey: paymentKey, confirm: false, logger: false, waitMs: 0 } as const

for (const delivered of ['paid', 'sent_again']) {
  for (const status of ['fail', 'cancel', 'system_fail']) {
    test(`W1: a payout that is told to be ${delivered} is a 503 while the record shows a final ${status}`, async () => {
      const { show, tellPayout, ran } = openShop()
      show({ status, is_final: true })
      assert.equal(await tellPayout({ status: delivered }), 503)
      show({ status: delivered })
      assert.equal(await tellPayout({ status: delivered }), 200)
      assert.deepEqual(ran, [`payout:${status}:final`, `payout:${delivered}`])
    })
  }
}

test('W1: a final failure that is told of an earlier end of the payout is acknowledged', async () => {
  const { show, tellPayout } = openShop()
  show({ status: 'fail', is_final: true })
  assert.equal(await tellPayout({ status: 'process', is_final: false }), 200)
})

test('W4: a worker whose claim was answered late renews its lease before its handler starts', async () => {
  const { now, pass } = fakeClock()
  const { store, real } = fakeStore(({ add }) => ({
    add: async (key, value) => {
      const isIn = await add(key, value)
      pass(900)
      return isIn
    },
  }))
  const leases: number[] = []
  const on = {
    payment: async () => {
      const { until } = JSON.parse((await real.get(`payment:${uuid}`)) ?? '')
      leases.push(until - now())
    },
  }
  const handle = createHandlerWith({ ...unread, store, now, leaseMs: 1_000, on }, heldTimers().setTimer)
  assert.equal((await deliver(handle, body)).status, 200)
  assert.deepEqual(leases, [1_000])
})

test('with a scheme, too, the type of a webhook chooses the key', async () => {
  const seen: string[] = []
  const handle = openHandler({
    scheme: ({ headers }) => hmacSha256(headers.get('x-signature') ?? undefined),
    on: { '*': ({ type }) => void seen.push(type) },
  })
  const answers: number[] = []
  for (const wire of [payment, payout, { type: 'gift' }]) {
    for (const key of [paymentKey, payoutKey]) {
      const text = JSON.stringify(wire)
      const signature = createHmac('sha256', key).update(text).digest('hex')
      answers.push((await deliver(handle, hook(text, { 'x-signature': signature }))).status)
    }
  }
  assert.deepEqual(answers, [200, 401, 401, 200, 200, 200])
  assert.deepEqual(seen, ['payment', 'payout', 'gift', 'gift'])
})

test('a store that answers with the result of its driver is not believed, and its entries are looked at', async () => {
  const { store } = fakeStore(({ add, replace }) => ({
    add: async (key, value) => [await add(key, value)] as never,
    replace: async (key, from, to) => [await replace(key, from, to)] as never,
  }))
  const { open, opened } = gate()
  let runs = 0
  const on = {
    payment: () => {
      runs++
      return opened
    },
  }
  const first = deliver(openHandler({ store, on }), body)
  await settled()
  const { status } = await deliver(openHandler({ store, on, waitMs: 0 }), body)
  open()
  assert.deepEqual([status, (await first).status, runs], [409, 200, 1])
})

test('a store that has null for what is not there is a store', async () => {
  const { store } = fakeStore(({ get }) => ({ get: async (key) => ((await get(key)) ?? null) as never }))
  const handle = openHandler({ store, on: { payment: () => {} } })
  assert.equal((await deliver(handle, body)).text, 'handled')
  assert.equal((await deliver(handle, body)).text, 'duplicate')
})

for (const [name, on] of [
  [
    'an instance of a class',
    new (class {
      payment() {}
    })(),
  ],
  ['a Map', new Map([['payment.paid', () => {}]])],
  ['an object that inherits', Object.create({ payment: () => {} })],
] as const) {
  test(`${name} is refused as \`on\`, for its handlers would never run`, () => {
    const { option, message } = thrown('config', () => openHandler({ on: on as never }))
    assert.deepEqual([option, message.slice(0, 40)], ['on', 'on must be a plain object of handlers: {'])
  })
}

test('an object without a prototype, and one of another realm, are plain objects of handlers', async () => {
  for (const on of [Object.create(null), runInNewContext('({})')]) {
    let runs = 0
    const handle = openHandler({ on: Object.assign(on, { payment: () => void runs++ }) })
    assert.deepEqual([(await deliver(handle, body)).text, runs], ['handled', 1])
  }
})

test('a check by order_id is unavailable where the record has no uuid', async () => {
  const get = async () => ({ ...paymentRecord, uuid: undefined }) as never
  const { handle, ran } = openShop({ confirm: { payments: { get }, payouts: { get } } })
  const results = [await handle.check({ order_id: 'a' }), await handle.check({ order_id: 'b' })]
  assert.deepEqual(
    results.map(({ result }) => result),
    ['unavailable', 'unavailable'],
  )
  assert.deepEqual(ran, [])
})

test('a check refuses a record that cannot be copied, by name', async () => {
  const { handle, reads } = openShop()
  const cyclic: Record<string, unknown> = { ...paymentRecord }
  cyclic.self = cyclic
  const error = await rejected('validation', handle.check(cyclic as never))
  assert.deepEqual([error.issues[0]?.path, reads], ['target', []])
})

test('a status without a letter is no status', async () => {
  const { show, tell, ran } = openShop()
  show({ status: '', payment_status: '' })
  assert.equal(await tell(), 503)
  show({ status: 'paid', payment_status: '' })
  assert.equal(await tell(), 200)
  assert.deepEqual(ran, ['payment:paid:15'])
})

test('no money and no id of a delivery survives a record that lacks it, however it is spelled', async () => {
  const forged = {
    ...{
      balance: '9',
      fee: '0',
      total: '9',
      price: '1',
      customer_id: 'v',
      userId: 'v',
      orderId: 'x',
      Amount: '5',
      Total: '7',
    },
  }
  const harmless = { txid: 'tx-of-the-webhook', transfer_id: 'between-wallets', fail_reason: 'words' }
  const events: WebhookEvent[] = []
  const get = async () => ({ ...payoutRecord, balance: undefined, txid: undefined }) as never
  const { tellPayout } = openShop({
    confirm: { payments: { get }, payouts: { get } },
    on: { payout: (event) => void events.push(event) },
  })
  assert.equal(await tellPayout({ ...forged, ...harmless }), 200)
  const event = events[0] as unknown as Record<string, unknown>
  assert.deepEqual(
    Object.keys(forged).filter((name) => event[name] !== undefined),
    [],
  )
  for (const [name, value] of Object.entries(harmless)) assert.equal(event[name], value)
})

test('an async scheme accepts nothing, and its rejection reaches nobody', async () => {
  const scheme = async () => {
    throw new Error('mine')
  }
  assert.equal((await deliver(openHandler({ scheme: () => scheme as never, on: {} }), body)).status, 401)
  await settled()
})
