import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../../../src/stores/memory-store.ts'
import { createHandlerWith } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import { signWebhook } from '../../../src/webhooks/sign-webhook.ts'
import { createLog } from '../../support/create-log.ts'
import {
  apiError,
  deliver,
  gate,
  heldTimers,
  openHandler,
  openShop,
  paymentRecord,
  settled,
} from '../../support/webhook-handler.ts'
import { payment, paymentKey } from '../../support/webhooks.ts'

const { uuid } = payment
const body = signWebhook(payment, paymentKey)
const at = (second: number) => ({ updated_at: `2026-01-01T10:00:0${second}+03:00` })

test('a status that is not known runs again when the record comes back to it, and not while nothing else was handled', async () => {
  const { show, tellPayout, ran } = openShop()
  for (const status of ['process', 'on_hold', 'process', 'on_hold', 'check', 'on_hold']) {
    show({ status, is_final: false, updated_at: undefined })
    assert.equal(await tellPayout({ status, is_final: false }), 200)
  }
  assert.deepEqual(ran, ['payout:process', 'payout:on_hold', 'payout:check', 'payout:on_hold'])
})

test('a paid state is remembered whatever is handled after it', async () => {
  const { show, tell, handle, ran } = openShop()
  for (const status of ['paid', 'refund_process', 'refund_fail']) {
    show({ status })
    await tell({ status })
  }
  show({ status: 'paid' })
  assert.equal(await tell(), 200)
  assert.equal((await handle.check({ uuid })).result, 'behind')
  assert.equal(ran.filter((key) => key.startsWith('payment:paid')).length, 1)
})

test('two webhooks of a type that is not known are one only if they say the same', async () => {
  const said: unknown[] = []
  const { tell, reports } = openShop({ on: { '*': (event) => void said.push((event as { n?: unknown }).n) } })
  const gift = { type: 'gift', status: 'active' }
  for (const members of [{ n: 1 }, { n: 2 }, { n: 1 }, { n: 3, status: undefined }]) {
    assert.equal(await tell({ ...gift, ...members }), 200)
  }
  assert.deepEqual(said, [1, 2, 3])
  assert.deepEqual(
    reports.map(({ result }) => result),
    ['handled', 'handled', 'duplicate', 'handled'],
  )
})

for (const [name, times] of [
  ['', [{}, {}]],
  [', by their times', [at(1), at(5)]],
] as const) {
  test(`a mismatch runs once for each state, and never an older one after a newer${name}`, async () => {
    const ran: string[] = []
    const { show, tell } = openShop({
      expected: () => ({ amount: '99', currency: 'USDT' }),
      on: { 'payment.mismatch': ({ status }) => void ran.push(status) },
    })
    const states = [
      { status: 'confirm_check', ...times[0] },
      { status: 'paid', ...times[1] },
    ]
    const answers: number[] = []
    for (const state of [...states, ...states]) {
      show(state)
      answers.push(await tell({ status: state.status }))
    }
    assert.deepEqual(answers, [200, 200, 503, 200])
    assert.deepEqual(ran, ['confirm_check', 'paid'])
  })
}

test('a mismatch that comes back in turn with another one runs once, and the state when `expected` agrees', async () => {
  const ran: unknown[] = []
  let order: unknown
  const { show, handle, entry } = openShop({
    expected: () => order as never,
    on: {
      payment: ({ status }) => void ran.push(status),
      'payment.mismatch': (_, { mismatch }) => void ran.push(mismatch?.join()),
    },
  })
  show({ status: 'paid' })
  const results: string[] = []
  for (order of [undefined, { amount: '99', currency: 'USDT' }, undefined, 'any', undefined]) {
    results.push((await handle.check({ uuid })).result)
  }
  assert.deepEqual(results, ['mismatch', 'mismatch', 'duplicate', 'handled', 'duplicate'])
  assert.deepEqual(ran, ['unknown_order', 'amount', 'paid'])
  assert.deepEqual((await entry()).mismatch, ['paid unknown_order', 'paid amount'])
})

test('mismatches are remembered in a list that does not grow for ever', async () => {
  const { show, handle, entry } = openShop({ expected: () => undefined, on: { 'payment.mismatch': () => {} } })
  for (let received = 1; received <= 40; received++) {
    show({ status: 'wrong_amount_waiting', payment_amount: String(received) })
    assert.equal((await handle.check({ uuid })).result, 'mismatch')
  }
  assert.equal((await entry()).mismatch.length, 32)
})

test('after a mismatch nothing older is handled', async () => {
  const ran: string[] = []
  let order: 'any' | undefined
  const { show, handle } = openShop({
    expected: () => order,
    on: { payment: ({ status }) => void ran.push(status), 'payment.mismatch': ({ status }) => void ran.push(status) },
  })
  show({ status: 'paid' })
  await handle.check({ uuid })
  order = 'any'
  show({ status: 'confirm_check' })
  assert.equal((await handle.check({ uuid })).result, 'behind')
  assert.deepEqual(ran, ['paid'])
})

test('a report has no event where the record was to be read and was not, and logs still say what it is about', async () => {
  const { logger, lines } = createLog({ debug: false })
  const { show, tell, reports, handle } = openShop({ logger })
  show(apiError(422, 'Payment not found'))
  assert.equal(await tell({ order_id: 'of-the-victim' }), 401)
  show({ status: 'paid' })
  assert.equal(await tell({ order_id: 'of-the-victim' }), 401)
  assert.equal(await tell(), 200)
  assert.equal(await tell({ order_id: 'of-the-victim', amount: '1000000' }), 200)
  assert.deepEqual(
    reports.map(({ result, type, event }) => [result, type, event?.order_id]),
    [
      ['unconfirmed', 'payment', undefined],
      ['unconfirmed', 'payment', undefined],
      ['handled', 'payment', payment.order_id],
      ['duplicate', 'payment', undefined],
    ],
  )
  assert.ok(lines.every(([, , fields]) => fields.uuid === uuid))
  assert.equal((await handle.check(paymentRecord)).event?.isPaid, true)
})

test('without a reader the event of a report is the delivery', async () => {
  const orders: unknown[] = []
  const handle = openHandler({
    store: memoryStore(),
    onDelivery: ({ event }) => orders.push(event?.order_id),
    on: { payment: () => {} },
  })
  for (const _ of [1, 2]) await deliver(handle, body)
  assert.deepEqual(orders, [payment.order_id, payment.order_id])
})

test('an async `clientIp` is an error that says so, and its rejection reaches nobody', async () => {
  const { logger, lines } = createLog()
  const clientIp = async () => {
    throw new Error('mine')
  }
  const handle = openHandler({ logger, clientIp: clientIp as never, on: {} })
  assert.equal((await deliver(handle, body)).status, 500)
  await settled()
  assert.match(String(lines.at(-1)?.[2].error), /clientIp must return no promise/)
})

test('a clock that throws while a handler runs takes nothing down, and the lease is renewed when it runs again', async () => {
  let isBroken = false
  const now = () => {
    if (isBroken) throw new Error('mine')
    return 1_000_000
  }
  const { setTimer, end } = heldTimers()
  const { open, opened } = gate()
  const handle = createHandlerWith(
    {
      apiKey: paymentKey,
      confirm: false,
      logger: false,
      store: memoryStore(),
      now,
      leaseMs: 300,
      on: { payment: () => opened },
    },
    setTimer,
  )
  const delivered = deliver(handle, body)
  await settled()
  isBroken = true
  for (const _ of [1, 2, 3]) {
    assert.equal(end(100), 1)
    await settled()
  }
  isBroken = false
  open()
  assert.equal((await delivered).text, 'handled')
})

for (const [one, other] of [
  ['1.0E-7', '9.0E-7'],
  [50, 60],
] as const) {
  test(`${one} and ${other}, which are no decimal strings, are two amounts`, async () => {
    const { show, tell, ran } = openShop()
    for (const payment_amount of [one, other]) {
      show({ status: 'paid_over', payment_amount })
      assert.equal(await tell({ status: 'paid_over', payment_amount: String(payment_amount) }), 200)
    }
    assert.deepEqual(ran, [`payment:paid_over:${one}`, `payment:paid_over:${other}`])
  })
}
