import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Difference, Expectation } from '../../../src/webhooks/handler/types.ts'
import { createLog } from '../../support/create-log.ts'
import { fakeClock, gate, heldTimers, openShop, settled } from '../../support/webhook-handler.ts'
import { payment } from '../../support/webhooks.ts'

const never = () => new Promise<never>(() => {})
const open = { payment_amount: '10', is_final: false }

test('W4: what was begun and not finished is told until a handler has finished', async () => {
  const told: (readonly string[])[] = []
  let throws = true
  const { show, tell } = openShop({
    on: {
      payment: (_, { unfinished }) => {
        told.push(unfinished)
        if (throws) throw new Error('halfway')
      },
    },
  })
  show({ status: 'wrong_amount_waiting', ...open })
  assert.equal(await tell({ status: 'wrong_amount_waiting', ...open }), 500)
  assert.equal(await tell({ status: 'wrong_amount_waiting', ...open }), 500)
  throws = false
  show({ status: 'paid' })
  assert.equal(await tell(), 200)
  show({ status: 'paid_over', payment_amount: '20' })
  assert.equal(await tell({ status: 'paid_over', payment_amount: '20' }), 200)
  assert.deepEqual(told, [[], ['wrong_amount_waiting'], ['wrong_amount_waiting'], []])
})

test('W4: what a dead worker had begun is told to the next one', async () => {
  const clock = fakeClock()
  const first = openShop({ on: { payment: never }, now: clock.now })
  first.show({ status: 'paid' })
  void first.tell()
  await settled()
  clock.pass(30_001)
  const told: (readonly string[])[] = []
  const second = openShop({
    store: first.store,
    now: clock.now,
    on: { payment: (_, { unfinished }) => void told.push(unfinished) },
  })
  second.show({ status: 'paid' })
  assert.equal(await second.tell(), 200)
  assert.deepEqual(told, [['paid']])
})

for (const [name, options, code, result] of [
  ['a handler', { on: { payment: never } }, 500, 'failed'],
  ['expected', { expected: never }, 500, 'failed'],
  ['a reader', { confirm: { payments: { get: never }, payouts: { get: never } } }, 503, 'unavailable'],
  ['a store', { store: { get: never, add: never, replace: never } }, 503, 'unavailable'],
  ['rateLimit', { rateLimit: never, clientIp: () => '::1' }, 503, 'failed'],
] as const) {
  test(`W7: ${name} that never settles is answered with ${code} when its time is up, and blocks nothing`, async () => {
    const timers = heldTimers()
    const { show, tell, reports, store } = openShop({ handlerTimeoutMs: 4_321, ...options }, timers.setTimer)
    show({ status: 'paid' })
    const answering = tell()
    for (let turns = 0; turns < 5; turns++) await settled()
    assert.equal(timers.end(4_321), 1)
    assert.equal(await answering, code)
    assert.equal(reports[0]?.result, result)
    assert.match(String(reports[0]?.error), /did not settle within 4321 ms \(handlerTimeoutMs\)/)
    assert.deepEqual(timers.open(), [])
    const after = openShop({ store, waitMs: 0 })
    after.show({ status: 'paid' })
    assert.equal(await after.tell(), 200)
  })
}

test('W7: the signal of a handler aborts when its time is up, and is made only when it is asked for', async () => {
  const timers = heldTimers()
  const signals: AbortSignal[] = []
  const { show, tell } = openShop(
    {
      on: {
        payment: (_, context) => {
          signals.push(context.signal, context.signal)
          return never()
        },
      },
    },
    timers.setTimer,
  )
  show({ status: 'paid' })
  const answering = tell()
  for (let turns = 0; turns < 5; turns++) await settled()
  assert.deepEqual([signals[0] === signals[1], signals[0]?.aborted], [true, false])
  timers.end(60_000)
  assert.equal(await answering, 500)
  assert.equal(signals[0]?.aborted, true)
})

test('a worker whose lease was lost hears of it through the signal, and is told of too late', async () => {
  const timers = heldTimers()
  const clock = fakeClock()
  const working = gate()
  let signal: AbortSignal | undefined
  const { show, tell, store } = openShop(
    {
      now: clock.now,
      on: {
        payment: (_, context) => {
          signal = context.signal
          return working.opened
        },
      },
    },
    timers.setTimer,
  )
  show({ status: 'paid' })
  const answering = tell()
  for (let turns = 0; turns < 5; turns++) await settled()
  clock.pass(31_000)
  const other = openShop({ store, now: clock.now })
  other.show({ status: 'paid' })
  assert.equal(await other.tell(), 200)
  timers.end(10_000)
  for (let turns = 0; turns < 5; turns++) await settled()
  assert.equal(signal?.aborted, true)
  working.open()
  assert.equal(await answering, 200)
})

test('a lease is renewed while a handler runs', async () => {
  const timers = heldTimers()
  const clock = fakeClock()
  const working = gate()
  const { show, tell, store } = openShop({ now: clock.now, on: { payment: () => working.opened } }, timers.setTimer)
  show({ status: 'paid' })
  const answering = tell()
  for (let turns = 0; turns < 5; turns++) await settled()
  for (let thirds = 0; thirds < 9; thirds++) {
    clock.pass(10_000)
    assert.equal(timers.end(10_000), 1)
    for (let turns = 0; turns < 5; turns++) await settled()
  }
  const other = openShop({ store, now: clock.now, waitMs: 0 })
  assert.equal(await other.tell(), 409)
  working.open()
  assert.equal(await answering, 200)
})

test('a worker that was frozen until its lease was over starts nothing', async () => {
  const clock = fakeClock()
  const shop = openShop()
  const { handle: _, ...rest } = shop
  const frozen = {
    ...rest.store,
    replace: async (key: string, from: string, to: string) => {
      const isWritten = await rest.store.replace(key, from, to)
      if (JSON.parse(to).begun.length > 0) clock.pass(30_001)
      return isWritten
    },
  }
  const { show, tell, ran } = openShop({ store: frozen, now: clock.now })
  show({ status: 'paid' })
  assert.equal(await tell(), 409)
  assert.deepEqual(ran, [])
})

for (const [wanted, differences] of [
  [{ amount: '15', currency: 'usdt' }, undefined],
  ['any', undefined],
  [{ amount: '15.01', currency: 'USDT' }, ['amount']],
  [{ amount: '15', currency: 'USD' }, ['currency']],
  [{ amount: '1', currency: 'USD' }, ['amount', 'currency']],
  [undefined, ['unknown_order']],
  [null, ['unknown_order']],
] as const) {
  test(`W8: where ${JSON.stringify(wanted)} is expected, ${differences ?? 'nothing'} differs`, async () => {
    const seen: (readonly Difference[] | undefined)[] = []
    const { show, tell } = openShop({
      expected: () => wanted as Expectation,
      on: {
        payment: (_, { mismatch }) => void seen.push(mismatch),
        'payment.mismatch': (_, { mismatch }) => void seen.push(mismatch),
      },
    })
    show({ status: 'paid' })
    assert.equal(await tell(), 200)
    assert.deepEqual(seen, [differences])
  })
}

test('W8: without a handler of mismatches, an order that nobody knows is a 500 that says so', async () => {
  const { logger, lines } = createLog({ debug: false })
  const { show, tell, ran } = openShop({ expected: () => undefined, logger })
  show({ status: 'paid' })
  assert.equal(await tell(), 500)
  assert.deepEqual([ran, lines[0]?.[0]], [[], 'error'])
  assert.match(String(lines[0]?.[2].detail), /unknown_order.*payment\.mismatch/)
})

for (const wrong of [
  15,
  '15',
  {},
  { amount: 15, currency: 'USD' },
  { amount: '1e3', currency: 'USD' },
  { amount: '15' },
]) {
  test(`W8: what expected may not return is an error of its own: ${JSON.stringify(wrong)}`, async () => {
    const { show, tell, reports } = openShop({ expected: () => wrong as never })
    show({ status: 'paid' })
    assert.equal(await tell(), 500)
    assert.match(String(reports[0]?.error), /^CryptomusError: expected must return/)
  })
}

test('expected is asked of invoices alone', async () => {
  const { show, tell, tellPayout } = openShop({ expected: () => assert.fail('It was asked.') })
  show({ status: 'paid' })
  assert.deepEqual([await tell({ type: 'wallet' }), await tellPayout()], [200, 200])
})

test('W11: what was handled is never judged again', async () => {
  let wanted: Expectation = 'any'
  const { show, tell, ran, reports } = openShop({ expected: () => wanted })
  show({ status: 'confirm_check' })
  assert.equal(await tell({ status: 'confirm_check' }), 200)
  wanted = undefined
  assert.equal(await tell({ status: 'confirm_check' }), 200)
  assert.deepEqual([ran.length, reports.at(-1)?.result], [1, 'duplicate'])
})

test('W11: a mismatch is told once, another one again, and the event runs when there is none', async () => {
  let wanted: Expectation
  const mismatches: unknown[] = []
  const { show, tell, ran, run, reports } = openShop({
    expected: () => wanted,
    on: { payment: (event) => run(event), 'payment.mismatch': (_, { mismatch }) => void mismatches.push(mismatch) },
  })
  show({ status: 'paid' })
  for (let copies = 0; copies < 2; copies++) assert.equal(await tell(), 200)
  wanted = { amount: '20', currency: 'USDT' }
  for (let copies = 0; copies < 2; copies++) assert.equal(await tell(), 200)
  wanted = { amount: '15', currency: 'USDT' }
  for (let copies = 0; copies < 2; copies++) assert.equal(await tell(), 200)
  assert.deepEqual([mismatches, ran], [[['unknown_order'], ['amount']], ['payment:paid:15']])
  assert.deepEqual(
    reports.map(({ result }) => result),
    ['mismatch', 'duplicate', 'mismatch', 'duplicate', 'handled', 'duplicate'],
  )
})

test('W12: what a handler throws is told to the console where there is no logger', async (t) => {
  const error = t.mock.method(console, 'error', () => {})
  const { show, tell } = openShop({
    logger: undefined,
    on: {
      payment: () => {
        throw new Error('mine')
      },
    },
  })
  show({ status: 'paid' })
  assert.equal(await tell(), 500)
  const [message, fields] = error.mock.calls[0]?.arguments ?? []
  assert.deepEqual([message, String(fields.error)], ['webhook failed', 'Error: mine'])
})

test('the most specific handler runs, and one that is kept for mismatches never for a status', async () => {
  const ran: string[] = []
  const note = (name: string) => () => void ran.push(name)
  const { show, tell } = openShop({
    expected: () => 'any',
    on: {
      'payment.paid': note('paid'),
      payment: note('payment'),
      '*': note('*'),
      'payment.mismatch': note('mismatch'),
    },
  })
  for (const [type, status] of [
    ['payment', 'confirm_check'],
    ['payment', 'mismatch'],
    ['payment', 'paid'],
  ] as const) {
    show({ status })
    assert.equal(await tell({ type, status, uuid: payment.uuid }), 200)
  }
  assert.deepEqual(ran, ['payment', 'payment', 'paid'])
})
