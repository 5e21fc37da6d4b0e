import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { sendPayouts } from '../../src/flows/send-payouts.ts'
import type { PayoutRow, PayoutsProgress, SendPayoutsOptions } from '../../src/flows/types.ts'
import { begin, collect, rowsOf, type Source, slowDown } from '../support/bulk.ts'
import { answerOf, graceMs, openPayoutDesk, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

const create = 'payouts.create'

type Desk = ReturnType<typeof openPayoutDesk>

const send = (desk: Desk, payouts: Source, options: Partial<SendPayoutsOptions> = {}) =>
  desk.pass(collect(begin(desk, payouts, options)))

const countStates = (rows: readonly PayoutRow[]) => {
  const counts: Record<string, number> = {}
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

test('every payout is a flat row, with the params as they were given', async () => {
  const desk = openPayoutDesk()
  const [good, small, odd] = rowsOf(3)
  const payouts = [good!, { ...small!, amount: '0.1' }, { ...odd!, amount: 5 as never }]
  const rows = await send(desk, payouts)
  assert.deepEqual(new Set(rows.map(({ params }) => params)), new Set(payouts))
  const find = (params: unknown) => rows.find((row) => row.params === params)
  assert.equal(find(payouts[0])?.payout?.uuid, (await desk.own.payouts.get({ order_id: 'row-0' })).uuid)
  assert.deepEqual([find(payouts[0])?.state, find(payouts[0])?.error], ['sent', undefined])
  assert.deepEqual([find(payouts[1])?.state, find(payouts[1])?.reason], ['refused', 'amount_limit'])
  assert.equal(find(payouts[2])?.state, 'stuck')
  assert.match(find(payouts[2])?.message ?? '', /amount must be/)
  assert.ok(isCryptomusError(find(payouts[2])?.error, 'validation'))
})

test('rows come as they settle: a slow one holds nobody but its place', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ isCreate, next }) => {
    if (isCreate && desk.creates().length === 1) await desk.sleep(20_000)
    return next()
  }
  const rows = await send(desk, rowsOf(9))
  assert.equal(rows.length, 9)
  assert.equal(rows.at(-1)?.params.order_id, 'row-0')
})

test('2,000 rows, every seventh answer lost, and too little on the balance: each is paid once in the end', async () => {
  const desk = openPayoutDesk()
  // With the fee 6.12 each: the 10,000 of the balance are enough for 1,633.
  const payouts = rowsOf(2_000).map((row) => ({ ...row, amount: '6' }))
  desk.road = async ({ isCreate, next }) => {
    const isLost = isCreate && desk.creates().length % 7 === 0
    const answer = await next()
    if (isLost) throw new TypeError('fetch failed')
    return answer
  }
  const first = await collect(begin(desk, payouts))
  const { sent = 0, unsettled = 0, ...others } = countStates(first)
  assert.deepEqual(others, {})
  assert.equal((await desk.made()).length, 1_633)
  // A lost answer is looked for at once, so those rows are sent, too.
  assert.equal(sent, 1_633)
  assert.ok(unsettled >= 1 && unsettled <= 4, `${unsettled}`)
  assert.ok(first.some(({ reason }) => reason === 'not_enough_funds'))

  const { uuid } = await desk.own.payments.create({
    amount: '3000',
    currency: 'USDT',
    network: 'tron',
    order_id: 'top-up',
  })
  await desk.sandbox.pay(uuid)
  await desk.sandbox.advance(3_600_000)
  desk.wait(graceMs)
  const [creates, reads] = [desk.creates().length, desk.reads().length]
  const second = await collect(begin(desk, payouts))
  assert.deepEqual(countStates(second), { sent: 2_000 })
  const made = await desk.made()
  assert.deepEqual([made.length, new Set(made).size], [2_000, 2_000])
  assert.equal(desk.creates().length - creates, 367)
  // One read for each that was made, and one for each answer that was lost now.
  const lost = Math.floor(desk.creates().length / 7) - Math.floor(creates / 7)
  assert.equal(desk.reads().length - reads, 1_633 + lost)
})

for (const [what, between] of [
  ['side by side', []],
  ['far apart', rowsOf(40)],
] as const) {
  test(`of two rows with one order_id and different values, ${what}, the second is stuck, and nothing is sent for it`, async () => {
    const desk = openPayoutDesk()
    const [first, second] = [withdrawal, { ...withdrawal, amount: '11' }]
    const rows = await send(desk, [first, ...between, second])
    const row = rows.find(({ params }) => params === second)
    assert.equal(row?.state, 'stuck')
    assert.ok(isCryptomusError(row.error, 'conflict'))
    assert.deepEqual(row.error.fields, ['amount'])
    assert.equal(rows.find(({ params }) => params === first)?.state, 'sent')
    assert.equal(desk.creates().filter(({ body }) => body.amount === '11').length, 0)
  })
}

test('the second of two rows is stuck although the store was too slow to know of the first', async () => {
  const desk = openPayoutDesk()
  const store: typeof desk.store = {
    ...desk.store,
    add: async (key, value) => {
      await desk.sleep(value.includes('"amount":"10"') ? 5_000 : 0)
      return desk.store.add(key, value)
    },
  }
  const rows = await send(desk, [withdrawal, { ...withdrawal, amount: '11' }], { store })
  assert.deepEqual(
    rows.map(({ params, state }) => [params.amount, state]),
    [
      ['10', 'sent'],
      ['11', 'stuck'],
    ],
  )
})

for (const [what, first, isDown] of [
  ['the store was down for the first', withdrawal, true],
  ['the first makes no payout', { ...withdrawal, amount: '-1' }, false],
] as const) {
  test(`the second of two rows is stuck although ${what}`, async () => {
    const desk = openPayoutDesk()
    let calls = 0
    const store: typeof desk.store = {
      ...desk.store,
      get: async (key) => {
        if (isDown && ++calls < 3) throw new Error('down')
        return desk.store.get(key)
      },
    }
    const rows = await send(desk, [first, { ...withdrawal, amount: '11' }], { store })
    assert.deepEqual([rows[1]?.state, rows[1]?.params.amount], ['stuck', '11'])
    assert.equal(desk.creates().length, 0)
  })
}

test('a row that stands twice with the same values is one payout', async () => {
  const desk = openPayoutDesk()
  const rows = await send(desk, [withdrawal, { ...withdrawal, amount: '10.00' }])
  assert.equal(rows[0]?.payout?.uuid, rows[1]?.payout?.uuid)
  assert.equal(desk.creates().length, 1)
})

// How it paces itself.

test('no more rows are under way, and no more are taken, than concurrency says', async () => {
  const desk = openPayoutDesk()
  let [open, most, taken, read, ahead] = [0, 0, 0, 0, 0]
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate) return next()
    most = Math.max(most, ++open)
    await desk.sleep(1_000)
    open -= 1
    return next()
  }
  function* take() {
    for (const row of rowsOf(50)) {
      taken += 1
      yield row
    }
  }
  const run = async () => {
    for await (const _ of begin(desk, take(), { concurrency: 3 })) {
      read += 1
      ahead = Math.max(ahead, taken - read)
      await desk.sleep(10_000)
    }
  }
  await desk.pass(run())
  assert.deepEqual([most, taken, read], [3, 50, 50])
  assert.ok(ahead <= 4, `${ahead} rows were taken before they were asked for`)
})

test('rows begin in the rate that was asked for', async () => {
  const desk = openPayoutDesk()
  await send(desk, rowsOf(6), { ratePerSecond: 2 })
  assert.deepEqual(
    desk.creates().map(({ at }) => at),
    [0, 500, 1_000, 1_500, 2_000, 2_500],
  )
})

test('after a 429 no row begins before the time that the gateway asks for', async () => {
  const desk = openPayoutDesk()
  const paused: number[] = []
  desk.road = async ({ isCreate, next }) =>
    isCreate && desk.creates().length === 3
      ? new Response('{"message":"Too Many Attempts."}', { status: 429, headers: { 'retry-after': '40' } })
      : next()
  const onProgress = ({ pausedMs }: PayoutsProgress) => void (pausedMs > 0 && paused.push(pausedMs))
  const rows = await send(desk, rowsOf(8), { concurrency: 1, onProgress })
  assert.deepEqual(countStates(rows), { sent: 7, unsettled: 1 })
  assert.equal(rows[2]?.reason, 'rate_limited')
  assert.deepEqual(
    desk.creates().map(({ at }) => at >= 40_000),
    [false, false, false, true, true, true, true, true],
  )
  assert.deepEqual(paused, [40_000])
})

test('a 429 that names no time makes pauses that double, until a response is another one', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ isCreate, next }) =>
    isCreate && desk.creates().length <= 3 ? answerOf(429, { message: 'Too Many Attempts.' }) : next()
  const paused: number[] = []
  const onProgress = ({ pausedMs }: PayoutsProgress) => void (pausedMs > 0 && paused.push(pausedMs))
  // The read after the create is another response.
  await send(desk, rowsOf(5), { concurrency: 1, onProgress })
  assert.deepEqual(paused, [1_000, 1_000, 1_000])
  desk.road = async () => answerOf(429, { message: 'Too Many Attempts.' })
  paused.length = 0
  await send(desk, rowsOf(12).slice(6), { concurrency: 1, onProgress, stopOn: () => false })
  assert.deepEqual(paused.slice(0, 6), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
})

test('a row waits for news as long as waitMs allows, and not for graceMs', async () => {
  const desk = openPayoutDesk()
  desk.sandbox.fault({ kind: 'drop', operation: create })
  const [row] = await send(desk, [withdrawal])
  assert.equal(row?.state, 'unsettled')
  assert.ok(desk.clocks.now() < 1_000)
  const [again] = await send(desk, [withdrawal], { waitMs: 300_000 })
  assert.equal(again?.state, 'sent')
})

// How it ends.

for (const [message, reason] of [
  ['Not enough funds', 'not_enough_funds'],
  ['You are forbidden', 'forbidden'],
  ['Invalid Sign.', 'invalid_sign'],
] as const) {
  test(`"${message}" concerns every row: no more are taken`, async () => {
    const desk = openPayoutDesk()
    desk.sandbox.fault({ kind: 'refuse', operation: create, message, times: Number.POSITIVE_INFINITY })
    const rows = await send(desk, rowsOf(50), { concurrency: 2 })
    assert.ok(rows.length <= 3, `${rows.length}`)
    assert.ok(rows.some((row) => row.reason === reason))
    assert.ok(rows.every(({ state }) => state === 'unsettled'))
  })
}

test('stopOn decides what ends a run; a promise is waited for', async () => {
  const desk = openPayoutDesk()
  const stopOn = async ({ params }: PayoutRow) => params.order_id === 'row-2'
  assert.equal((await send(desk, rowsOf(50), { concurrency: 1, stopOn })).length, 3)
  desk.sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds', times: 2 })
  const rows = await send(desk, rowsOf(20).slice(10), { stopOn: () => false })
  assert.deepEqual(countStates(rows), { sent: 8, unsettled: 2 })
})

test('a row that was taken and has not begun when the run ends is unsettled, and was not sent', async () => {
  const desk = openPayoutDesk()
  const rows = await send(desk, rowsOf(50), { ratePerSecond: 0.001, stopOn: () => true })
  assert.deepEqual(
    rows.map(({ params }) => params.order_id),
    ['row-0', 'row-1'],
  )
  const { error } = rows[1]!
  assert.deepEqual([error?.kind, error?.outcome, error?.retryable], ['unsettled', 'not_sent', true])
  assert.equal(desk.creates().length, 1)
})

test('leaving the loop begins nothing new, and waits for what is under way', async () => {
  const desk = openPayoutDesk()
  let isClosed = false
  function* take() {
    try {
      yield* rowsOf(50)
    } finally {
      isClosed = true
    }
  }
  const underWay = slowDown(desk)
  const leave = async () => {
    for await (const _ of begin(desk, take())) break
    return underWay()
  }
  assert.equal(await desk.pass(leave()), 0)
  assert.ok(isClosed)
  const creates = desk.creates().length
  assert.ok(creates <= 5, `${creates}`)
  desk.wait(1_000_000)
  assert.equal(desk.creates().length, creates)
  assert.equal((await desk.made()).length, creates)
})

test('leaving the loop does not wait for rows that wait for news', async () => {
  const desk = openPayoutDesk()
  desk.sandbox.fault({ kind: 'drop', operation: create })
  const leave = async () => {
    for await (const _ of begin(desk, rowsOf(2), { waitMs: 3_600_000, concurrency: 2 })) break
  }
  await desk.pass(leave())
  assert.ok(desk.clocks.now() <= graceMs, `${desk.clocks.now()}`)
})

test('an aborted run yields what has begun, and throws the reason of the signal', async () => {
  const desk = openPayoutDesk()
  const { signal, abort } = abortable()
  const seen: PayoutRow[] = []
  const run = async () => {
    for await (const row of begin(desk, rowsOf(50), { signal })) {
      seen.push(row)
      if (seen.length === 1) abort('enough')
    }
  }
  await assert.rejects(desk.pass(run()), (error) => error === 'enough')
  assert.ok(seen.length <= 8, `${seen.length}`)
  const made = await desk.made()
  for (const { params, state } of seen) if (state === 'sent') assert.ok(made.includes(params.order_id))
  await assert.rejects(desk.pass(collect(begin(desk, rowsOf(1), { signal }))), (error) => error === 'enough')
})

test('an iterable that hangs does not hold a run that was aborted', async () => {
  const desk = openPayoutDesk()
  const { signal, abort } = abortable()
  async function* take() {
    yield withdrawal
    await new Promise(() => {})
  }
  const run = async () => {
    for await (const _ of begin(desk, take(), { signal })) queueMicrotask(() => abort('enough'))
  }
  await assert.rejects(desk.pass(run()), (error) => error === 'enough')
})

const abortable = () => {
  const controller = new AbortController()
  return { signal: controller.signal, abort: (reason: unknown) => controller.abort(reason) }
}

test('what the iterable or stopOn throws is thrown when what has begun was yielded', async () => {
  const bug = new Error('the cursor was closed')
  async function* take() {
    yield* rowsOf(3)
    throw bug
  }
  const desk = openPayoutDesk()
  const seen: PayoutRow[] = []
  const read = async (run: AsyncIterable<PayoutRow>) => {
    for await (const row of run) seen.push(row)
  }
  await assert.rejects(desk.pass(read(begin(desk, take()))), (error) => error === bug)
  assert.deepEqual(countStates(seen), { sent: 3 })
  const stopOn = () => {
    throw bug
  }
  await assert.rejects(desk.pass(read(begin(desk, rowsOf(9), { stopOn }))), (error) => error === bug)
})

test('an entry that this version cannot read ends the run with a config error, after what has begun', async () => {
  const desk = openPayoutDesk()
  const store: typeof desk.store = {
    ...desk.store,
    get: async (key) => (key.endsWith('row-2') ? '{"version":99}' : desk.store.get(key)),
  }
  const seen: PayoutRow[] = []
  const run = async () => {
    for await (const row of begin(desk, rowsOf(50), { store })) seen.push(row)
  }
  assert.equal((await rejected('config', desk.pass(run()))).option, 'store')
  assert.ok(seen.length <= 4 && seen.every(({ state }) => state === 'sent'))
  assert.equal((await desk.made()).length, seen.length)
})

test('progress counts the rows, and what it throws is nobody’s business', async () => {
  const desk = openPayoutDesk()
  const heard: PayoutsProgress[] = []
  const onProgress = (progress: PayoutsProgress) => {
    heard.push(progress)
    throw new Error('a bug of the progress bar')
  }
  await send(desk, [...rowsOf(2), { ...withdrawal, amount: '0.1' }], { onProgress, concurrency: 1 })
  assert.deepEqual(heard.at(-1), { taken: 3, sent: 2, failed: 0, refused: 1, unsettled: 0, stuck: 0, pausedMs: 0 })
})

test('an iterable of any kind is taken, also one of promises, and an empty one', async () => {
  const desk = openPayoutDesk()
  async function* take() {
    yield withdrawal
  }
  assert.equal((await send(desk, new Set(rowsOf(2)))).length, 2)
  assert.equal((await send(desk, take())).length, 1)
  assert.equal((await send(desk, [Promise.resolve(withdrawal)] as never)).length, 1)
  assert.deepEqual(await send(desk, []), [])
})

test('rows that are no params at all are stuck, and say so', async () => {
  const desk = openPayoutDesk()
  const rows = await send(desk, [null, 'row', { order_id: 'x' }] as never)
  assert.deepEqual(countStates(rows), { stuck: 3 })
  assert.equal(desk.requests.length, 0)
})

for (const [option, payouts, options] of [
  ['payouts', withdrawal, {}],
  ['payouts', 'withdrawals.csv', {}],
  ['payouts', undefined, {}],
  ['concurrency', [], { concurrency: 0 }],
  ['concurrency', [], { concurrency: 1.5 }],
  ['concurrency', [], { concurrency: '4' }],
  ['ratePerSecond', [], { ratePerSecond: 0 }],
  ['ratePerSecond', [], { ratePerSecond: Number.NaN }],
  ['stopOn', [], { stopOn: true }],
  ['onProgress', [], { onProgress: 'bar' }],
  ['store', [], { store: undefined }],
  ['graceMs', [], { graceMs: 1 }],
  ['concurency', [], { concurency: 2 }],
] as const) {
  test(`${option} that does not fit is a config error before anything is taken (${JSON.stringify(options)})`, async () => {
    const desk = openPayoutDesk()
    const run = begin(desk, payouts as never, options as never)
    assert.equal((await rejected('config', collect(run))).option, option)
  })
}

test('what is no client is a config error', async () => {
  const { store } = openPayoutDesk()
  assert.equal((await rejected('config', collect(sendPayouts({} as never, [], { store })))).option, 'client')
})
