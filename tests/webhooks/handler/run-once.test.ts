import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Store } from '../../../src/stores/types.ts'
import type { Choice } from '../../../src/webhooks/handler/choose-handler.ts'
import type { Claim } from '../../../src/webhooks/handler/claim-event.ts'
import { holdClaim, runOnce } from '../../../src/webhooks/handler/run-once.ts'
import {
  eventOf,
  fakeClock,
  fakeStore,
  gate,
  paymentRecord,
  settingsOf,
  settled,
} from '../../support/webhook-handler.ts'

const event = eventOf()
const delivered = eventOf({ txid: 'as delivered' })
const chosen: Choice = { key: event.id, result: 'handled', name: 'payment.paid' }

interface Run {
  readonly handler?: ((...args: unknown[]) => unknown) | undefined
  readonly store?: Store | undefined
  readonly choice?: Partial<Choice>
  readonly now?: () => number
}

/** Runs an event once, and hands out what came of it with what was said about trouble. */
async function run({ handler, store, choice, now }: Run) {
  const troubles: unknown[][] = []
  const all = { ...chosen, ...choice }
  const settings = settingsOf({ on: { [all.name ?? '*']: handler }, store, now })
  const confirmed = { event, record: paymentRecord, isBorneOut: true }
  const reply = await runOnce(settings, all, confirmed, delivered, (...said) => troubles.push(said))
  return { ...reply, troubles }
}

const never = () => assert.fail('the handler ran')

const down = async () => {
  throw new Error('store down')
}

for (const [result, code, detail] of [
  ['ignored', 200, undefined],
  ['unconfirmed', 401, 'the gateway does not bear it out'],
  ['mismatch', 500, "the invoice is not what `expected` says, and there is no handler for 'payment.mismatch'"],
] as const) {
  test(`answers what nothing handles because it is ${result} with ${code}, and stores nothing`, async () => {
    const { store, calls } = fakeStore()
    const reply = await run({ choice: { result, name: undefined }, store })
    assert.deepEqual([reply.result, reply.code, reply.detail, reply.event], [result, code, detail, event])
    assert.deepEqual(calls, [])
  })
}

for (const [result, name] of [
  ['handled', 'payment.paid'],
  ['handled', '*'],
  ['unconfirmed', 'unconfirmed'],
  ['mismatch', 'payment.mismatch'],
] as const) {
  test(`answers what ${name} has handled with 200 ${result}`, async () => {
    const reply = await run({ choice: { result, name }, handler: () => {} })
    assert.deepEqual([reply.result, reply.code, reply.event], [result, 200, event])
  })
}

test('hands the event, its record and what was delivered to the handler', async () => {
  const got: unknown[][] = []
  await run({ handler: (...args) => got.push(args) })
  assert.deepEqual(got, [[event, { record: paymentRecord, delivered }]])
})

test('waits for the handler', async () => {
  const { open, opened } = gate()
  let isDone = false
  const running = run({ handler: () => opened }).then((reply) => {
    isDone = true
    return reply
  })
  await settled()
  assert.equal(isDone, false)
  open()
  assert.equal((await running).code, 200)
})

const failures: readonly (readonly [string, () => unknown])[] = [
  ['throws', () => assert.fail('mine')],
  ['rejects', () => Promise.reject(new Error('mine'))],
  ['throws nothing', () => Promise.reject()],
]
for (const [how, handler] of failures) {
  test(`answers 500 when the handler ${how}, and names it to the owner alone`, async () => {
    const reply = await run({ handler })
    assert.deepEqual([reply.result, reply.code, reply.text], ['failed', 500, 'failed'])
    assert.equal(reply.detail, 'the handler of payment.paid failed')
  })

  test(`lets an event go when the handler ${how}, so that the next delivery runs`, async () => {
    const { store } = fakeStore()
    assert.equal((await run({ store, handler })).code, 500)
    assert.equal((await run({ store, handler: () => {} })).result, 'handled')
  })
}

test('runs an event each time where there is no store', async () => {
  let runs = 0
  for (let time = 0; time < 3; time++) await run({ handler: () => ++runs })
  assert.equal(runs, 3)
})

test('runs an event once where there is one', async () => {
  const { store } = fakeStore()
  let runs = 0
  const results = []
  for (let time = 0; time < 3; time++) results.push((await run({ store, handler: () => ++runs })).result)
  assert.deepEqual([results, runs], [['handled', 'duplicate', 'duplicate'], 1])
})

test('runs an event once when it comes a hundred times at once', async () => {
  let runs = 0
  const handler = async () => {
    runs += 1
    await settled()
  }
  const settings = settingsOf({ on: { 'payment.paid': handler }, store: fakeStore().store })
  const once = () => runOnce(settings, chosen, { event, record: undefined, isBorneOut: true }, delivered, never)
  const replies = await Promise.all(Array.from({ length: 100 }, once))
  const codes = replies.map(({ code }) => code).filter((code) => code !== 409)
  assert.deepEqual([codes, runs], [[200], 1])
  assert.equal((await once()).result, 'duplicate')
})

test('runs an event once at once, also where Math.random is fixed', async (t) => {
  t.mock.method(Math, 'random', () => 0.5)
  const { store } = fakeStore()
  let runs = 0
  const handler = async () => {
    runs += 1
    await settled()
  }
  const replies = await Promise.all([1, 2].map(() => run({ store, handler, now: () => 7 })))
  assert.deepEqual([replies.map(({ code }) => code).sort(), runs], [[200, 409], 1])
})

test('answers 409 while another worker has the event', async () => {
  const { store } = fakeStore()
  const { open, opened } = gate()
  const first = run({ store, handler: () => opened })
  await settled()
  const second = await run({ store, handler: never })
  assert.deepEqual([second.result, second.code], ['busy', 409])
  open()
  assert.equal((await first).result, 'handled')
})

test('remembers what ran for another reason under another name', async () => {
  const { store } = fakeStore()
  const mismatch: Partial<Choice> = { key: `mismatch:${event.id}`, result: 'mismatch', name: 'payment.mismatch' }
  const results = []
  for (const choice of [mismatch, mismatch, {}]) {
    const { result } = await run({ store, choice, handler: () => {} })
    results.push(result)
  }
  assert.deepEqual(results, ['mismatch', 'duplicate', 'handled'])
})

for (const what of ['add', 'get'] as const) {
  test(`answers 503 and runs nothing when the store cannot be asked to ${what}`, async () => {
    const { store, real } = fakeStore(() => ({ [what]: down }))
    await real.add(event.id, 'taken')
    const reply = await run({ store, handler: never })
    assert.deepEqual([reply.result, reply.code, reply.text], ['unavailable', 503, 'the store could not be asked'])
    assert.match(String(reply.error), /store down/)
  })
}

test('answers 503 when the store throws at once', async () => {
  const { store } = fakeStore(() => ({
    add: () => {
      throw new Error('at once')
    },
  }))
  assert.equal((await run({ store, handler: never })).code, 503)
})

test('answers 200 when what was handled cannot be stored, and says so', async () => {
  const { store } = fakeStore(() => ({ replace: down }))
  const { code, troubles } = await run({ store, handler: () => {} })
  assert.equal(code, 200)
  assert.equal(troubles[0]?.[0], 'the event could not be stored as done')
  assert.match(String(troubles[0]?.[1]), /store down/)
})

test('answers 500 when what failed cannot be let go, and says so', async () => {
  const { store } = fakeStore(() => ({ replace: down }))
  const { code, troubles } = await run({ store, handler: down })
  assert.deepEqual([code, troubles[0]?.[0]], [500, 'the event could not be stored as free'])
})

for (const [code, state, handler] of [
  [200, 'done', () => {}],
  [500, 'free', down],
] as const) {
  test(`answers ${code} without waiting for a store that never says that the event is ${state}`, async (t) => {
    t.mock.timers.enable({ apis: ['setInterval', 'setTimeout'] })
    const { store } = fakeStore(() => ({ replace: () => new Promise(() => {}) }))
    let isAnswered = false
    const running = run({ store, handler }).finally(() => {
      isAnswered = true
    })
    await settled()
    t.mock.timers.tick(9_999)
    await settled()
    assert.equal(isAnswered, false)
    t.mock.timers.tick(1)
    const reply = await running
    const troubles = [['the store did not answer in time when the event was handled']]
    assert.deepEqual([reply.code, reply.troubles], [code, troubles])
  })
}

/** One that never ends holds an event, and time passes. */
async function leave(t: TestContext, { isAlive }: { readonly isAlive: boolean }) {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const { store } = fakeStore()
  const { now, pass } = fakeClock()
  const { open, opened } = gate()
  const first = run({ store, now, handler: () => opened })
  await settled()
  for (let thirds = 0; thirds < 9; thirds++) {
    pass(10_000)
    if (isAlive) t.mock.timers.tick(10_000)
    await settled()
  }
  return { store, now, open, first }
}

test('keeps an event for as long as its handler runs', async (t) => {
  const { store, now, open, first } = await leave(t, { isAlive: true })
  assert.equal((await run({ store, now, handler: never })).code, 409)
  open()
  const { code, troubles } = await first
  assert.deepEqual([code, troubles], [200, []])
  assert.equal((await run({ store, now, handler: never })).result, 'duplicate')
})

const takenOver = ['another worker took the event over while its handler ran']

test('runs what a dead worker left, and does not disturb that when it was alive after all', async (t) => {
  const { store, now, open, first } = await leave(t, { isAlive: false })
  assert.equal((await run({ store, now, handler: () => {} })).result, 'handled')
  t.mock.timers.tick(10_000)
  open()
  const { code, troubles } = await first
  assert.deepEqual([code, troubles], [200, [takenOver, takenOver]])
  assert.equal((await run({ store, now, handler: never })).result, 'duplicate')
})

test('does not let an event go that another worker has taken over', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const { store } = fakeStore()
  const { now, pass } = fakeClock()
  const { open, opened } = gate()
  const first = run({ store, now, handler: () => opened.then(down) })
  await settled()
  pass(30_000)
  assert.equal((await run({ store, now, handler: () => {} })).result, 'handled')
  open()
  const { code, troubles } = await first
  assert.deepEqual([code, troubles], [500, [takenOver]])
  assert.equal((await run({ store, now, handler: never })).result, 'duplicate')
})

/** A claim whose renewals are counted, held for as long as a gate is closed. */
function hold(t: TestContext, renew: () => Promise<boolean> = async () => true) {
  t.mock.timers.enable({ apis: ['setInterval', 'setTimeout'] })
  const seen = { renewals: 0, troubles: [] as unknown[] }
  const claim: Claim = {
    renew: () => {
      seen.renewals += 1
      return renew()
    },
    end: () => assert.fail('it was ended'),
  }
  const { open, opened } = gate()
  const trouble = (...args: unknown[]) => seen.troubles.push(args)
  const running = holdClaim(claim, 30_000, () => opened.then(() => 'ran'), trouble)
  const tick = async (ms: number) => {
    t.mock.timers.tick(ms)
    await settled()
  }
  return { seen, running, open, tick }
}

test('resolves with what has run, without a renewal where it was quick', async (t) => {
  const { seen, running, open } = hold(t)
  open()
  assert.equal(await running, 'ran')
  assert.deepEqual(seen, { renewals: 0, troubles: [] })
})

test('renews three times as often as the lease would run out, until it has run', async (t) => {
  const { seen, running, open, tick } = hold(t)
  await tick(9_999)
  assert.equal(seen.renewals, 0)
  await tick(1)
  assert.equal(seen.renewals, 1)
  await tick(10_000)
  await tick(10_000)
  assert.equal(seen.renewals, 3)
  open()
  assert.equal(await running, 'ran')
  await tick(60_000)
  assert.deepEqual(seen, { renewals: 3, troubles: [] })
})

test('stops renewing when what runs has failed, and passes that on', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  let renewals = 0
  const renew = async () => ++renewals > 0
  const fail = async () => {
    throw new Error('mine')
  }
  const end = async () => true
  await assert.rejects(holdClaim({ renew, end }, 30_000, fail, assert.fail), /mine/)
  t.mock.timers.tick(60_000)
  assert.equal(renewals, 0)
})

test('waits for a renewal that is under way, so that none comes after the end', async (t) => {
  const renewal = gate()
  const { running, open, tick } = hold(t, () => renewal.opened.then(() => true))
  let isDone = false
  running.then(() => {
    isDone = true
  })
  await tick(10_000)
  open()
  await settled()
  assert.equal(isDone, false)
  renewal.open()
  assert.equal(await running, 'ran')
})

test('waits no longer than a third of the lease for a renewal that hangs', async (t) => {
  const { seen, running, open, tick } = hold(t, () => new Promise(() => {}))
  let isDone = false
  running.then(() => {
    isDone = true
  })
  await tick(10_000)
  open()
  await settled()
  await tick(9_999)
  assert.equal(isDone, false)
  await tick(1)
  assert.equal(isDone, true)
  assert.deepEqual([await running, seen], ['ran', { renewals: 1, troubles: [] }])
})

test('begins no renewal before the last one has ended', async (t) => {
  const renewal = gate()
  const { seen, running, open, tick } = hold(t, () => renewal.opened.then(() => true))
  await tick(30_000)
  assert.equal(seen.renewals, 1)
  renewal.open()
  open()
  await running
  assert.equal(seen.renewals, 3)
})

test('runs on when another worker has taken over, and says so', async (t) => {
  const { seen, running, open, tick } = hold(t, async () => false)
  await tick(10_000)
  open()
  assert.equal(await running, 'ran')
  assert.deepEqual(seen.troubles, [['another worker took the event over while its handler ran']])
})

test('runs on when the store fails, tries again, and says so', async (t) => {
  const error = new Error('store down')
  const { seen, running, open, tick } = hold(t, () => Promise.reject(error))
  await tick(10_000)
  await tick(10_000)
  open()
  assert.equal(await running, 'ran')
  assert.deepEqual(seen.troubles, Array(2).fill(['the lease of the event could not be renewed', error]))
})

test('runs on when the store throws at once', async (t) => {
  const fail = () => {
    throw new Error('at once')
  }
  const { seen, running, open, tick } = hold(t, fail)
  await tick(10_000)
  open()
  assert.equal(await running, 'ran')
  assert.equal(seen.troubles.length, 1)
})
