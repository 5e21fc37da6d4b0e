import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { closePayout } from '../../src/flows/close-payout.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import type { Caller } from '../../src/operations/types.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { turn } from '../support/clocks.ts'
import { openPayoutDesk, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

// Stores, foreign errors, waits and input that broke earlier rules. Clocks and gateways are in attacks.test.ts.

const create = 'payouts.create'
const reason = new Error('shutdown')

/** Runs all that waits for promises alone; the time stands still. */
async function turns(): Promise<void> {
  for (let count = 0; count < 40; count++) await turn()
}

/** A store whose writes answer with the result of a driver, which is truthy whether or not a row was written. */
function truthyStore(): Store {
  const store = memoryStore()
  const rowsOf = (isWritten: boolean) => ({ rowCount: Number(isWritten) }) as never
  return {
    get: store.get,
    add: async (key, value) => rowsOf(await store.add(key, value)),
    replace: async (key, from, to) => rowsOf(await store.replace(key, from, to)),
  }
}

test('three workers over a store whose writes answer truthy for "not written" send once', async () => {
  const { pass, worker, options, creates } = openPayoutDesk()
  const store = truthyStore()
  const run = async () => ensurePayout(worker(), withdrawal, options({ store }))
  const results = await pass(Promise.allSettled([run(), run(), run()]))
  assert.equal(creates().length, 1)
  assert.ok(results.some(({ status }) => status === 'fulfilled'))
})

test('closing and sending at once over such a store end the same', async () => {
  const { pass, worker, options, made } = openPayoutDesk()
  const given = options({ store: truthyStore(), waitMs: 10_000 })
  const runs = [closePayout(worker(), withdrawal, given), ensurePayout(worker(), withdrawal, given)]
  const [closed, ensured] = await pass(Promise.all(runs))
  assert.equal(closed?.state, ensured?.state)
  assert.equal((await made()).length, ensured?.state === 'sent' ? 1 : 0)
})

test('a retryAfterMs of a foreign error that is no number is not waited for', async () => {
  const { worker, options, clocks } = openPayoutDesk()
  for (const retryAfterMs of [Number.NaN, -1, Number.POSITIVE_INFINITY, '5']) {
    const fails = () => async () => {
      throw Object.assign(new Error('circuit open'), { retryAfterMs })
    }
    const pauses: number[] = []
    const sleep = async (ms: number) => void pauses.push(ms)
    const caller = worker({ middleware: [fails] })
    const error = await rejected('unsettled', ensurePayout(caller, withdrawal, options({ sleep, waitMs: 1_000 })))
    assert.ok(Number.isFinite(error.retryAfterMs) && error.retryAfterMs >= 1_000, `${error.retryAfterMs}`)
    assert.deepEqual([pauses, clocks.now()], [[1_000], 0])
  }
})

for (const kind of ['config', 'validation', 'conflict'] as const) {
  test(`a ${kind} error that the store rejects with after the send is unsettled: the payout may exist`, async () => {
    const { ensure, sandbox, store, made } = openPayoutDesk()
    sandbox.fault({ kind: 'act-then-drop', operation: create })
    const own = createError(kind, 'of the store', { issues: [], fields: [] } as never)
    const replace = async () => Promise.reject(own)
    const error = await rejected('unsettled', ensure({}, { store: { ...store, replace } }))
    assert.deepEqual([error.cause, error.retryable, await made()], [own, true, [withdrawal.order_id]])
    assert.equal((await ensure()).state, 'sent')
  })
}

for (const flow of [ensurePayout, closePayout]) {
  test(`an abort ends ${flow.name} while the store hangs in its first read, with its own reason`, async () => {
    const { worker, options, store, requests } = openPayoutDesk()
    const stopping = new AbortController()
    const hanging = { ...store, get: async () => new Promise<never>(() => {}) }
    const run = flow(worker(), withdrawal, options({ store: hanging, signal: stopping.signal }))
    stopping.abort(reason)
    await assert.rejects(run, (error) => error === reason)
    assert.equal(requests.length, 0)
  })
}

test('an abort ends a write that hangs: before the send as unsettled, after it as sent', async () => {
  for (const [name, count] of [['add', 0] as const, ['replace', 1] as const]) {
    const { worker, options, store, creates } = openPayoutDesk()
    const stopping = new AbortController()
    const hanging = { ...store, [name]: async () => new Promise<never>(() => {}) }
    const run = ensurePayout(worker(), withdrawal, options({ store: hanging, signal: stopping.signal }))
    await turns()
    stopping.abort(reason)
    if (name === 'replace') assert.equal((await run).state, 'sent')
    else assert.equal((await rejected('unsettled', run)).cause, reason)
    assert.equal(creates().length, count)
  }
})

test('a payout that lacks funds is asked for at most twice in 60 seconds, however long the call may wait', async () => {
  const { ensure, sandbox, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds', times: 1_000 })
  await rejected('unsettled', ensure({}, { waitMs: 300_000 }))
  const times = creates().map(({ at }) => at)
  assert.ok(times.length > 2)
  for (const from of times) {
    const within = times.filter((at) => at >= from && at < from + 60_000)
    assert.ok(within.length <= 2, `${times}`)
  }
})

test('a wait that a refusal asks for and that does not fit is not begun', async () => {
  const refused = openPayoutDesk()
  refused.sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds', times: 1_000 })
  assert.equal((await rejected('unsettled', refused.ensure({}, { waitMs: 29_999 }))).retryAfterMs, 30_000)
  assert.deepEqual([refused.creates().length, refused.clocks.now()], [1, 0])
  const limited = openPayoutDesk()
  const words = { message: 'Too Many Attempts.' }
  limited.road = async () => Response.json(words, { status: 429, headers: { 'retry-after': '60' } })
  assert.equal((await rejected('unsettled', limited.ensure({}, { waitMs: 59_999 }))).reason, 'rate_limited')
  assert.deepEqual([limited.creates().length, limited.clocks.now()], [1, 0])
})

test('a wrapper that rejects with the reason of the signal while the request is under way proves nothing', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ isCreate, next }) => (isCreate ? new Promise<never>(() => {}) : next())
  const stopping = new AbortController()
  const inner = desk.worker()
  const call = async (...args: Parameters<Caller['call']>) => {
    const aborted = new Promise((_, reject) => {
      stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason))
    })
    return Promise.race([aborted, inner.call(...args)])
  }
  const caller = { scope: inner.scope, call } as Caller
  const run = ensurePayout(caller, withdrawal, desk.options({ signal: stopping.signal }))
  run.catch(() => {})
  await turns()
  stopping.abort(reason)
  assert.equal((await rejected('unsettled', run)).cause, reason)
  assert.deepEqual(
    (await desk.entries()).map(({ state, unansweredAt }) => [state, unansweredAt]),
    [['open', desk.now()]],
  )
  await rejected('unsettled', desk.close())
  await desk.own.payouts.create(withdrawal)
  assert.equal((await desk.close()).state, 'sent')
})

test('a gateway without payouts.get is a config error where it has to be asked, and sends once all the same', async () => {
  const { pass, worker, options, sandbox, creates } = openPayoutDesk()
  const caller = worker({ gateway: { ...sandbox.clientOptions.gateway, unsupported: ['payouts.get'] } })
  const run = async (flow: typeof ensurePayout) => pass(flow(caller, withdrawal, options()))
  assert.match((await rejected('config', run(closePayout))).message, /has no payouts\.get/)
  assert.equal((await run(ensurePayout)).state, 'sent')
  for (const flow of [ensurePayout, closePayout]) await rejected('config', run(flow))
  assert.equal(creates().length, 1)
})

test('a gateway without payouts.get is no proof that nothing was sent, after a request without a response', async () => {
  const { pass, worker, options, sandbox, own } = openPayoutDesk()
  const caller = worker({ gateway: { ...sandbox.clientOptions.gateway, unsupported: ['payouts.get'] } })
  sandbox.fault({ kind: 'act-then-drop', operation: 'payouts.create' })
  for (const flow of [ensurePayout, ensurePayout, closePayout]) {
    const { outcome, option, operation } = await rejected('config', pass(flow(caller, withdrawal, options())))
    assert.deepEqual([outcome, option, operation], ['unknown', 'gateway', 'payouts.get'])
  }
  assert.equal((await own.payouts.list()).items.length, 1)
})

test('an entry whose intent is null is left alone, and is a config error', async () => {
  const { ensure, close, entries, store, creates } = openPayoutDesk()
  await ensure()
  const [{ key } = assert.fail()] = await entries()
  await store.replace(key, (await store.get(key)) ?? '', '{"version":1,"state":"made","intent":null}')
  for (const run of [ensure, close]) await rejected('config', run())
  assert.equal(creates().length, 1)
})

test('a store that resolves with null has no entry; one that resolves with something else is a config error', async () => {
  const { ensure, store, creates } = openPayoutDesk()
  const withGet = (value: unknown) => ({ store: { ...store, get: async () => value as string } })
  for (const odd of [Buffer.from('{}'), 5, {}, false]) {
    assert.match((await rejected('config', ensure({}, withGet(odd)))).message, /string or undefined/)
  }
  assert.equal(creates().length, 0)
  assert.equal((await ensure({}, withGet(null))).state, 'sent')
})
