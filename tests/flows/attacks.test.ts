import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closePayout } from '../../src/flows/close-payout.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import { heleket } from '../../src/gateways/gateways.ts'
import { turn } from '../support/clocks.ts'
import { answerOf, graceMs, openPayoutDesk, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

// Clocks and gateways that broke earlier rules. Stores, errors and input are in attacks.input.test.ts.

type Desk = ReturnType<typeof openPayoutDesk>

const hourMs = 3_600_000
const minuteMs = 60_000

/** Loses every request that makes a payout; a copy of each arrives later. */
function lose(desk: Desk, arrivesAfterMs?: number): void {
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate) return next()
    if (arrivesAfterMs !== undefined) desk.clocks.setTimer(() => void next(), arrivesAfterMs)
    throw new TypeError('fetch failed')
  }
}

/** Keeps every request that makes a payout on its way, and counts them. */
function keepFlying(desk: Desk) {
  const flying = { count: 0 }
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate) return next()
    flying.count++
    return new Promise<never>(() => {})
  }
  return flying
}

/** Runs all that waits for promises alone; the time stands still. */
async function turns(): Promise<void> {
  for (let count = 0; count < 40; count++) await turn()
}

/** Starts a send whose request stays on its way. */
async function startFlying(desk: Desk, options: Parameters<Desk['options']>[0] = {}) {
  const flying = keepFlying(desk)
  ensurePayout(desk.worker(), withdrawal, desk.options(options)).catch(() => {})
  await turns()
  assert.equal(flying.count, 1)
  return flying
}

test('a clock that is an hour back when the send ends makes the request no older: closing still waits', async () => {
  const desk = openPayoutDesk()
  lose(desk, minuteMs)
  let isBack = false
  const { road } = desk
  desk.road = async (request) => {
    isBack = request.isCreate
    return road(request)
  }
  const now = () => {
    const ms = desk.now() - (isBack ? hourMs : 0)
    isBack = false
    return ms
  }
  await rejected('unsettled', desk.ensure({}, { now }))
  assert.equal((await rejected('unsettled', desk.close())).retryAfterMs, 15 * minuteMs)
  desk.wait(minuteMs)
  await turns()
  assert.deepEqual([(await desk.close()).state, await desk.made()], ['sent', [withdrawal.order_id]])
})

for (const flow of [ensurePayout, closePayout]) {
  test(`whichever reading of the clock is an hour back, ${flow.name} sends and closes nothing while a request is on its way`, async () => {
    for (let bad = 1; bad <= 6; bad++) {
      const desk = openPayoutDesk()
      const flying = await startFlying(desk)
      desk.wait(1_000)
      let readings = 0
      const now = () => desk.now() - (++readings === bad ? hourMs : 0)
      await rejected('unsettled', flow(desk.worker(), withdrawal, desk.options({ now })))
      assert.deepEqual([flying.count, (await desk.entries())[0]?.state], [1, 'sending'], `reading ${bad}`)
    }
  })
}

test('a sender whose clock is up to 15 minutes ahead is left to its request, and repeated once that is old enough', async () => {
  for (const aheadMs of [100_000, 15 * minuteMs]) {
    const desk = openPayoutDesk()
    const flying = await startFlying(desk, { now: () => desk.now() + aheadMs })
    for (const waitedMs of [1_000, 20_000]) {
      desk.wait(waitedMs)
      await rejected('unsettled', ensurePayout(desk.worker(), withdrawal, desk.options()))
      const ahead = desk.options({ now: () => desk.now() + aheadMs })
      await rejected('unsettled', ensurePayout(desk.worker(), withdrawal, ahead))
    }
    assert.equal(flying.count, 1)
    desk.road = async ({ next }) => next()
    // It runs out of time first, and says so in the time of its sender.
    desk.wait(graceMs / 4)
    await turns()
    desk.wait(aheadMs + graceMs)
    assert.equal((await desk.ensure()).state, 'sent')
  }
})

test('a sender whose clock is behind by three quarters of the grace period is not overtaken', async () => {
  const desk = openPayoutDesk()
  const flying = await startFlying(desk, { now: () => desk.now() - graceMs * 0.75 })
  desk.wait(graceMs / 4 - 1)
  await rejected('unsettled', ensurePayout(desk.worker(), withdrawal, desk.options()))
  assert.equal(flying.count, 1)
})

test('a closer whose clock is right does not make a request older for one whose clock is 10 minutes ahead', async () => {
  const desk = openPayoutDesk()
  lose(desk, 9 * minuteMs)
  const now = () => desk.now() + 10 * minuteMs
  await rejected('unsettled', desk.ensure({}, { now }))
  await rejected('unsettled', desk.close())
  desk.wait(5 * minuteMs + 1_000)
  await rejected('unsettled', desk.close({}, { now }))
  desk.wait(5 * minuteMs)
  await turns()
  assert.deepEqual([(await desk.close()).state, await desk.made()], ['sent', [withdrawal.order_id]])
})

test('a clock that counts from its own start, or in seconds, is a config error before anything is written', async () => {
  const desk = openPayoutDesk()
  for (const ms of [0, 5_000, desk.now() / 1_000, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const run of [desk.ensure, desk.close]) {
      assert.match((await rejected('config', run({}, { now: () => ms }))).message, /^now .*milliseconds since 1970/)
    }
  }
  assert.deepEqual([desk.requests.length, await desk.entries()], [0, []])
})

test('a clock that returns no time once it is under way is read as before', async () => {
  const desk = openPayoutDesk()
  lose(desk)
  let readings = 0
  await rejected('unsettled', desk.ensure({}, { now: () => (readings++ === 0 ? desk.now() : Number.NaN) }))
  const [{ sentAt, unansweredAt } = assert.fail()] = await desk.entries()
  assert.deepEqual([sentAt, unansweredAt], [desk.now(), desk.now()])
})

test('a worker with a short grace period waits out the longer one of the sender', async () => {
  const desk = openPayoutDesk()
  const flying = await startFlying(desk, { graceMs: 10 * minuteMs })
  for (const waitedMs of [minuteMs + 1, 8 * minuteMs]) {
    desk.wait(waitedMs)
    const short = desk.options({ graceMs: minuteMs })
    await rejected('unsettled', desk.pass(ensurePayout(desk.worker(), withdrawal, short)))
  }
  assert.equal(flying.count, 1)
})

test('closing waits out the grace period of the sender where that is longer than 15 minutes', async () => {
  const desk = openPayoutDesk()
  await startFlying(desk, { graceMs: 24 * hourMs })
  desk.wait(16 * minuteMs)
  const { retryAfterMs } = await rejected('unsettled', closePayout(desk.worker(), withdrawal, desk.options()))
  assert.equal(retryAfterMs, 24 * hourMs - 16 * minuteMs)
})

test('order_ids that differ by an accent or by case are a conflict at a gateway that finds the other one', async () => {
  // Heleket names the order_id in a payout. Cryptomus does not, so there only ids of payoutOrderId are safe.
  const desk = openPayoutDesk({ gateway: heleket })
  await desk.ensure({ order_id: 'withdrawal-e' })
  const result = await desk.own.payouts.get({ order_id: 'withdrawal-e' })
  // A database that compares without accents and case, such as utf8mb4_0900_ai_ci.
  desk.road = async () => answerOf(200, { state: 0, result })
  for (const order_id of ['withdrawal-é', 'withdrawal-é', 'withdrawal-E']) {
    const { fields, existing } = await rejected('conflict', desk.ensure({ order_id }))
    assert.deepEqual([fields, existing?.order_id], [['order_id'], 'withdrawal-e'])
  }
  const { fields } = await rejected('conflict', desk.close({ order_id: 'withdrawal-È' }))
  assert.deepEqual([fields, await desk.made()], [['order_id'], ['withdrawal-e']])
})

test('nothing is compared at a gateway that answers with ids and addresses of its own, in either flow', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ next }) => {
    const answered = await next()
    const body = JSON.parse(await answered.text())
    Object.assign(Object(body.result), { order_id: 'theirs-1', network: 'TRC20', address: 'masked***' })
    return answerOf(answered.status, body)
  }
  const caller = desk.worker({ gateway: { ...desk.sandbox.clientOptions.gateway, echo: false } })
  for (const flow of [ensurePayout, ensurePayout, closePayout]) {
    assert.equal((await desk.pass(flow(caller, withdrawal, desk.options()))).state, 'sent')
  }
  assert.equal(desk.creates().length, 1)
})

test('a bare 404 of a proxy closes nothing, although the payout is 15 minutes old', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate) return answerOf(404, { message: 'Not Found' })
    await next()
    throw new TypeError('lost')
  }
  await rejected('unsettled', desk.ensure())
  desk.wait(15 * minuteMs)
  const { reason } = await rejected('unsettled', desk.close())
  assert.deepEqual([reason, await desk.made()], ['not_found', [withdrawal.order_id]])
  desk.road = async ({ next }) => next()
  assert.equal((await desk.close()).state, 'sent')
})
