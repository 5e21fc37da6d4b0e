import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import { reconcilePayments } from '../../src/flows/reconcile.ts'
import { sendPayouts } from '../../src/flows/send-payouts.ts'
import type { PayoutRow, PayoutsProgress, SendPayoutsOptions } from '../../src/flows/types.ts'
import { waitForPayment } from '../../src/flows/wait-for.ts'
import type { CreatePayoutParams } from '../../src/operations/payouts/create-payout.ts'
import type { Caller } from '../../src/operations/types.ts'
import { sleepFor } from '../../src/platform/waiting.ts'
import { begin, collect, rowsOf, type Source, slowDown } from '../support/bulk.ts'
import { turn } from '../support/clocks.ts'
import { openPayoutDesk, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

// Iterables, sleeps, callbacks, clients and gateways that broke earlier rules of what sends many, waits and walks.

const create = 'payouts.create'
const bug = new Error('a bug of the shop')
const never = () => new Promise<never>(() => {})
const isEnough = (error: unknown) => error === 'enough'

type Desk = ReturnType<typeof openPayoutDesk>

async function turns(): Promise<void> {
  for (let count = 0; count < 40; count++) await turn()
}

const statesOf = (rows: readonly PayoutRow[]) => rows.map(({ params, state }) => [params.order_id, state])

/** An iterable that is not a generator, with a `return` of its own. */
const closable = (rows: readonly CreatePayoutParams[], close: () => void): Source => ({
  [Symbol.iterator]: () => {
    const { next } = rows[Symbol.iterator]()
    return {
      next: next.bind(rows[Symbol.iterator]()),
      return: () => {
        close()
        return { done: true, value: undefined }
      },
    }
  },
})

/** A sleep that rejects when its signal aborts, as that of node:timers/promises does. */
const rejectingSleep =
  (desk: Desk): SendPayoutsOptions['sleep'] =>
  (ms, signal) =>
    new Promise<void>((resolve, reject) => {
      desk.clocks.setTimer(resolve, ms)
      signal?.addEventListener('abort', () => reject(new Error('The operation was aborted')))
    })

// Sleeps.

test('a sleep that rejects when it is aborted ends no run with its error, and the row that waited is yielded', async () => {
  const desk = openPayoutDesk()
  const options = { sleep: rejectingSleep(desk), ratePerSecond: 0.01 }
  const rows = await desk.pass(collect(begin(desk, rowsOf(9), { ...options, stopOn: () => true })))
  assert.deepEqual(statesOf(rows), [
    ['row-0', 'sent'],
    ['row-1', 'unsettled'],
  ])
  const controller = new AbortController()
  const seen: PayoutRow[] = []
  const run = begin(desk, rowsOf(9), { ...options, signal: controller.signal })
  const running = collect(run, seen)
  running.catch(() => {})
  await turns()
  controller.abort('enough')
  await assert.rejects(running, isEnough)
  assert.deepEqual(statesOf(seen).at(-1), ['row-1', 'unsettled'])
})

test('a sleep that throws ends the run with its error, and the row that waited is yielded', async () => {
  const desk = openPayoutDesk()
  const sleep = async () => {
    throw bug
  }
  const rows: PayoutRow[] = []
  const run = collect(begin(desk, rowsOf(9), { sleep, ratePerSecond: 1 }), rows)
  await assert.rejects(desk.pass(run), (error) => error === bug)
  assert.deepEqual(statesOf(rows).sort(), [
    ['row-0', 'sent'],
    ['row-1', 'unsettled'],
  ])
})

test('a sleep that ignores its signal does not hold a run that was aborted', async () => {
  const desk = openPayoutDesk()
  const controller = new AbortController()
  const rows: PayoutRow[] = []
  const options = { sleep: never, ratePerSecond: 1, signal: controller.signal }
  const running = collect(begin(desk, rowsOf(9), options), rows)
  running.catch(() => {})
  await turns()
  controller.abort('enough')
  await assert.rejects(desk.pass(running), isEnough)
  assert.deepEqual(statesOf(rows).at(-1), ['row-1', 'unsettled'])
})

test('a time that no timer can hold is waited for as long as one can, and not skipped', async () => {
  let isOver = false
  const controller = new AbortController()
  const signal = controller.signal
  const sleeping = sleepFor(9e15, signal).then(() => {
    isOver = true
  })
  await sleepFor(20)
  assert.equal(isOver, false)
  controller.abort()
  await sleeping
})

// What the gateway asks for.

for (const after of ['0', 'Wed, 21 Oct 2015 07:28:00 GMT', '-5', 'soon']) {
  test(`a 429 whose Retry-After is "${after}" makes pauses that double`, async () => {
    const desk = openPayoutDesk()
    desk.road = async () => new Response('<html>', { status: 429, headers: { 'retry-after': after } })
    const paused: number[] = []
    const onProgress = ({ pausedMs }: PayoutsProgress) => void (pausedMs > 0 && paused.push(pausedMs))
    const run = sendPayouts(desk.worker({ retries: 0 }), rowsOf(3), { ...desk.options(), concurrency: 1, onProgress })
    await desk.pass(collect(run))
    assert.deepEqual(paused, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
  })
}

// Iterables.

test('leaving the loop closes an iterable whose next row is awaited, and does not wait for it', async () => {
  const desk = openPayoutDesk()
  let isClosed = false
  async function* take() {
    try {
      yield withdrawal
      await desk.sleep(60_000)
      yield* rowsOf(2)
    } finally {
      isClosed = true
    }
  }
  const leave = async () => {
    for await (const _ of begin(desk, take())) break
  }
  await desk.pass(leave())
  assert.ok(desk.clocks.now() < 60_000)
  desk.wait(60_000)
  await turns()
  assert.deepEqual([isClosed, desk.creates().length], [true, 1])
})

test('an iterable whose return throws: leaving waits for the requests all the same, and then throws that', async () => {
  const desk = openPayoutDesk()
  const underWay = slowDown(desk)
  const payouts = closable(rowsOf(20), () => {
    throw bug
  })
  const leave = async () => {
    for await (const _ of begin(desk, payouts)) break
  }
  await assert.rejects(desk.pass(leave()), (error) => error === bug)
  assert.equal(underWay(), 0)
})

test('an iterable whose return throws does not hide why the run ended', async () => {
  const desk = openPayoutDesk()
  const payouts = closable(rowsOf(20), () => {
    throw bug
  })
  const controller = new AbortController()
  const abort = async () => {
    for await (const _ of begin(desk, payouts, { signal: controller.signal })) controller.abort('enough')
  }
  await assert.rejects(desk.pass(abort()), isEnough)
  const store = { ...desk.store, get: async () => '{"version":99}' }
  await rejected('config', desk.pass(collect(begin(desk, payouts, { store }))))
})

test('a row that is a promise and rejects ends the run, and closes the iterable', async () => {
  const desk = openPayoutDesk()
  let isClosed = false
  function* take() {
    try {
      yield Promise.reject(bug)
    } finally {
      isClosed = true
    }
  }
  await assert.rejects(desk.pass(collect(begin(desk, take() as never))), (error) => error === bug)
  assert.ok(isClosed)
})

test('a signal that aborts while the iterable is opened is heard: nothing is taken', async () => {
  const desk = openPayoutDesk()
  const controller = new AbortController()
  let taken = 0
  const payouts: Source = {
    [Symbol.iterator]: () => {
      controller.abort('enough')
      return { next: () => ({ done: ++taken > 9, value: withdrawal }) }
    },
  }
  await assert.rejects(desk.pass(collect(begin(desk, payouts, { signal: controller.signal }))), isEnough)
  assert.equal(taken, 0)
})

test('an iterable that fills one object again and again: a row is compared with what it was', async () => {
  const desk = openPayoutDesk()
  let calls = 0
  const store: Desk['store'] = {
    ...desk.store,
    get: async (key) => {
      await desk.sleep(10)
      if (key.endsWith('row-0') && ++calls === 1) throw new Error('down')
      return desk.store.get(key)
    },
  }
  async function* take() {
    const row = { ...withdrawal, order_id: 'row-0', amount: '10' }
    yield row
    yield Object.assign(row, { order_id: 'row-1', amount: '11' })
    await desk.sleep(1_000)
    yield Object.assign(row, { order_id: 'row-0', amount: '10' })
  }
  const rows = await desk.pass(collect(begin(desk, take(), { store })))
  assert.equal(rows.filter(({ state }) => state === 'stuck').length, 0)
  assert.deepEqual(
    new Set(desk.creates().map(({ body }) => `${body.order_id} ${body.amount}`)),
    new Set(['row-1 11', 'row-0 10']),
  )
})

// Rows.

test('rows that cannot be read are stuck like any others that make no payout, and end nothing', async () => {
  const desk = openPayoutDesk()
  const fail = () => {
    throw bug
  }
  const [good, ...odd] = [
    withdrawal,
    Object.defineProperty({ ...withdrawal, order_id: 'a' }, 'amount', { get: fail, enumerable: true }),
    Object.defineProperty({ ...withdrawal }, 'order_id', { get: fail, enumerable: true }),
    new Proxy({ ...withdrawal }, { ownKeys: fail, getOwnPropertyDescriptor: fail }),
    { ...withdrawal, order_id: Symbol('a') },
    { ...withdrawal, order_id: Object.create(null), amount: Object.create(null) },
    { ...withdrawal, order_id: Object.create(null), amount: '11' },
  ] as never[]
  const rows = await desk.pass(collect(begin(desk, [...odd, good] as never)))
  assert.equal(rows.length, 7)
  for (const { params, state, error } of rows) {
    if (params === good) assert.equal(state, 'sent')
    else assert.ok(state === 'stuck' && isCryptomusError(error, 'validation'))
  }
  assert.equal(desk.creates().length, 1)
  const error = await rejected('validation', ensurePayout(desk.worker(), odd[0]!, desk.options()))
  assert.equal(error.cause, bug)
})

test('rows without an order_id say that, and not that they differ from each other', async () => {
  const desk = openPayoutDesk()
  const { order_id: _, ...rest } = withdrawal
  const rows = await desk.pass(collect(begin(desk, [rest, { ...rest, amount: '11' }] as never)))
  assert.ok(rows.every(({ state, error }) => state === 'stuck' && isCryptomusError(error, 'validation')))
})

// Callbacks.

test('a stopOn that hangs holds neither a loop that was left nor a run that was aborted', async () => {
  const desk = openPayoutDesk()
  const leave = async () => {
    for await (const _ of begin(desk, rowsOf(2), { stopOn: never })) break
  }
  await desk.pass(leave())
  const controller = new AbortController()
  const rows: PayoutRow[] = []
  const running = collect(begin(desk, rowsOf(9), { stopOn: never, signal: controller.signal }), rows)
  running.catch(() => {})
  await turns()
  controller.abort('enough')
  await assert.rejects(desk.pass(running), isEnough)
  assert.ok(rows.length >= 4 && rows.length <= 5, `${rows.length}`)
})

// Clients, signals and stores.

test('a client of a class with private members can send many', async () => {
  const desk = openPayoutDesk()
  class Traced implements Caller {
    readonly #caller = desk.worker()
    get scope() {
      return this.#caller.scope
    }
    get call(): Caller['call'] {
      return (...args) => this.#caller.call(...args)
    }
  }
  const rows = await desk.pass(collect(sendPayouts(new Traced(), rowsOf(2), desk.options())))
  assert.deepEqual(statesOf(rows).flat(), ['row-0', 'sent', 'row-1', 'sent'])
})

test('however many rows are under way, a signal has a handful of listeners, and none in the end', async () => {
  const desk = openPayoutDesk()
  desk.sandbox.fault({ kind: 'drop', operation: create, times: 50 })
  const controller = new AbortController()
  const { signal } = controller
  let most = 0
  const slow: Desk['store'] = {
    ...desk.store,
    get: async (key) => {
      await desk.sleep(5)
      most = Math.max(most, getEventListeners(signal, 'abort').length)
      return desk.store.get(key)
    },
  }
  const piled: number[] = []
  const sleep: SendPayoutsOptions['sleep'] = async (ms, given) => {
    given?.addEventListener('abort', () => {})
    piled.push(getEventListeners(given as AbortSignal, 'abort').length)
    await desk.sleep(ms)
  }
  const options = { store: slow, signal, sleep, concurrency: 40, waitMs: 5_000 }
  await desk.pass(collect(begin(desk, rowsOf(60), options)))
  assert.ok(most <= 2, `${most}`)
  assert.ok(piled.length > 10 && Math.max(...piled) <= 3, `${Math.max(...piled)}`)
  assert.equal(getEventListeners(signal, 'abort').length, 0)
})

test('a store that hangs after an abort does not hold who has aborted', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const desk = openPayoutDesk()
  const controller = new AbortController()
  let isHung = false
  const store: Desk['store'] = {
    get: async (key) => (isHung ? never() : desk.store.get(key)),
    add: desk.store.add,
    replace: async (...args) => (isHung ? never() : desk.store.replace(...args)),
  }
  desk.road = () => {
    isHung = true
    controller.abort('enough')
    return never()
  }
  const running = ensurePayout(desk.worker(), withdrawal, desk.options({ store, signal: controller.signal }))
  const ended = rejected('unsettled', running)
  for (let second = 0; second < 10; second++) {
    await turns()
    t.mock.timers.tick(1_000)
  }
  assert.equal((await ended).cause, 'enough')
})

// Waiting.

const waiting = { uuid: 'u', payment_status: 'check', status: 'check', is_final: false }

/** A caller that answers each read with an invoice that is open. */
const openInvoice = (hear: (options: { timeoutMs?: number | undefined }) => void = () => {}): Caller => ({
  scope: 'cryptomus:merchant',
  call: async (_operation, _params, options = {}) => {
    hear(options)
    return waiting as never
  },
})

test('an abort ends a wait with its reason at once, whatever sleep and until make of it', async () => {
  const ways: Partial<Parameters<typeof waitForPayment>[2]>[] = [
    { sleep: never },
    { until: never },
    {
      sleep: (_ms, signal) =>
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('The operation was aborted'))),
        ),
    },
  ]
  for (const way of ways) {
    const controller = new AbortController()
    const { signal } = controller
    const running = waitForPayment(openInvoice(), { uuid: 'u' }, { timeoutMs: 60_000, signal, ...way })
    running.catch(() => {})
    await turns()
    controller.abort('enough')
    await assert.rejects(running, isEnough)
  }
})

test('an until that hangs does not make a wait longer than timeoutMs', async () => {
  const options = { timeoutMs: 30, until: never }
  await rejected('timeout', waitForPayment(openInvoice(), { uuid: 'u' }, options))
})

test('no read of a wait may take longer than what is left of it, nor than half a minute', async () => {
  const given: (number | undefined)[] = []
  const caller = openInvoice(({ timeoutMs }) => given.push(timeoutMs))
  await rejected('timeout', waitForPayment(caller, { uuid: 'u' }, { timeoutMs: 45_000, sleep: async () => {} }))
  assert.equal(given[0], 30_000)
  assert.ok(given.every((ms) => ms !== undefined && ms <= 30_000))
})

// Walking.

test('every page is asked for with the same times, although the dates are changed during the walk', async () => {
  const asked: unknown[] = []
  const caller: Caller = {
    scope: 'cryptomus:merchant',
    call: async (_operation, params) => {
      asked.push(Number((params as { date_from: Date }).date_from))
      return { items: [waiting], paginate: { nextCursor: asked.length < 3 ? `page-${asked.length}` : null } } as never
    },
  }
  const handle = { check: async () => ({ result: 'duplicate', durationMs: 0 }) as const }
  const since = new Date(1_000)
  for await (const _ of reconcilePayments(caller, handle, { since })) since.setFullYear(2030)
  assert.deepEqual(asked, [1_000, 1_000, 1_000])
})
