import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { closePayout } from '../../src/flows/close-payout.ts'
import type { Store } from '../../src/stores/types.ts'
import { graceMs, openPayoutDesk, refusedConnection, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

const create = 'payouts.create'
const get = 'payouts.get'
const closeAfterMs = 15 * 60_000

const isClosed = ({ state, reason }: { readonly state: string; readonly reason?: string | undefined }) =>
  assert.deepEqual([state, reason], ['refused', 'closed'])

test('a payout that was never tried is closed at once, and never sent after that', async () => {
  const { close, ensure, creates, made, entries } = openPayoutDesk()
  const result = await close()
  isClosed(result)
  assert.match(result.message ?? '', /given up before it was made/)
  assert.deepEqual(await ensure(), result)
  assert.deepEqual(await close(), result)
  assert.deepEqual([creates().length, await made(), (await entries()).map(({ state }) => state)], [0, [], ['closed']])
})

test('a payout that the gateway holds is not closed: it is sent, whoever made it', async () => {
  const { close, own, creates } = openPayoutDesk()
  await own.payouts.create(withdrawal)
  assert.equal((await close()).state, 'sent')
  assert.equal((await close()).state, 'sent')
  assert.equal(creates().length, 0)
})

test('a payout that was sent and has failed for good is told as failed', async () => {
  const { close, ensure, sandbox } = openPayoutDesk()
  const { payout } = await ensure()
  assert.equal((await close()).state, 'sent')
  await sandbox.settlePayout(payout!.uuid, 'fail')
  assert.equal((await close()).state, 'failed')
})

test('a payout that is refused for now is closed when no copy of the request can be on its way any more', async () => {
  const { close, ensure, sandbox, wait } = openPayoutDesk()
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds' })
  await rejected('unsettled', ensure())
  const { retryAfterMs, retryable } = await rejected('unsettled', close())
  assert.equal(retryable, true)
  assert.ok(retryAfterMs > graceMs - 60_000 && retryAfterMs <= graceMs, `${retryAfterMs}`)
  wait(retryAfterMs)
  isClosed(await close())
  isClosed(await ensure())
})

test('a payout whose request never left is closed at once, unless one before it did', async () => {
  const never = openPayoutDesk()
  never.road = async ({ isCreate, next }) => (isCreate ? Promise.reject(refusedConnection()) : next())
  await rejected('unsettled', never.ensure())
  isClosed(await never.close())

  const later = openPayoutDesk()
  later.sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds' })
  await rejected('unsettled', later.ensure())
  later.wait(30_000)
  later.road = async ({ isCreate, next }) => (isCreate ? Promise.reject(refusedConnection()) : next())
  await rejected('unsettled', later.ensure())
  const { retryAfterMs } = await rejected('unsettled', later.close())
  assert.ok(retryAfterMs > graceMs - 40_000 && retryAfterMs <= graceMs - 30_000, `${retryAfterMs}`)
})

test('a copy that the network made of a refused request is never made after the payout was closed', async () => {
  const desk = openPayoutDesk()
  desk.sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds' })
  let copy = async (): Promise<unknown> => undefined
  desk.road = async ({ isCreate, next }) => {
    if (isCreate) copy = next
    return next()
  }
  await rejected('unsettled', desk.ensure())
  await rejected('unsettled', desk.close())
  desk.wait(55_000)
  await copy()
  desk.wait(graceMs)
  assert.equal((await desk.close()).state, 'sent')
})

test('the grace period of an answered request does not last for a year because its clock was wrong', async () => {
  const { close, ensure, sandbox, wait, now } = openPayoutDesk()
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds' })
  await rejected('unsettled', ensure({}, { now: () => now() + 365 * 24 * 3_600_000 }))
  const { retryAfterMs } = await rejected('unsettled', close())
  assert.ok(retryAfterMs <= graceMs, `${retryAfterMs}`)
  wait(retryAfterMs)
  isClosed(await close())
})

test('a payout of which a request may still arrive is closed 15 minutes later, and until then says when', async () => {
  const { close, ensure, sandbox, wait, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  await rejected('unsettled', ensure())
  const { retryAfterMs, retryable } = await rejected('unsettled', close())
  assert.equal(retryable, true)
  assert.ok(retryAfterMs > closeAfterMs - 60_000 && retryAfterMs <= closeAfterMs, `${retryAfterMs}`)
  wait(retryAfterMs - 1)
  await rejected('unsettled', close())
  wait(1)
  isClosed(await close())
  assert.equal(creates().length, 1)
})

test('a request that arrives while it is closed is found, and told as sent', async () => {
  const desk = openPayoutDesk()
  const { close, ensure, clocks, wait } = desk
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate) return next()
    clocks.setTimer(() => void next(), 5 * 60_000)
    throw new TypeError('fetch failed')
  }
  await rejected('unsettled', ensure())
  await rejected('unsettled', close())
  wait(closeAfterMs)
  assert.equal((await close()).state, 'sent')
})

test('a worker that died in the middle of sending holds the closing up for 15 minutes, not for ever', async () => {
  const desk = openPayoutDesk()
  const { close, store, wait, ensure } = desk
  const dying: Store = { ...store, replace: async () => Promise.reject(new Error('the process died')) }
  desk.sandbox.fault({ kind: 'drop', operation: create })
  await rejected('unsettled', ensure({}, { store: dying }))
  await rejected('unsettled', close())
  wait(closeAfterMs)
  isClosed(await close())
})

test('a read that fails closes nothing', async () => {
  const { close, sandbox, entries } = openPayoutDesk()
  sandbox.fault({ kind: '502', operation: get, times: 3 })
  await rejected('unsettled', close())
  assert.deepEqual(await entries(), [])
})

test('closed is not told before it is written', async () => {
  const { close, store } = openPayoutDesk()
  const failing: Store = { ...store, add: async () => Promise.reject(new Error('down')) }
  await rejected('unsettled', close({}, { store: failing }))
  isClosed(await close())
})

test('of a worker that closes and one that sends at the same time one wins, and both tell the same', async () => {
  for (let round = 0; round < 20; round++) {
    const { close, ensure, made, wait } = openPayoutDesk()
    const both = await Promise.allSettled([close(), ensure()])
    wait(closeAfterMs)
    const [closed, ensured] = [await close(), await ensure()]
    assert.equal(closed.state, ensured.state)
    assert.deepEqual(await made(), closed.state === 'sent' ? [withdrawal.order_id] : [])
    for (const each of both) if (each.status === 'fulfilled') assert.equal(each.value.state, closed.state)
  }
})

test('another payout under the order_id is a conflict, and closes nothing', async () => {
  const { close, ensure, entries } = openPayoutDesk()
  await ensure()
  assert.deepEqual((await rejected('conflict', close({ amount: '11' }))).fields, ['amount'])
  assert.deepEqual(
    (await entries()).map(({ state }) => state),
    ['made'],
  )
})

for (const when of ['before', 'after'] as const) {
  test(`a "not found" about another payout, thrown by a middleware ${when} the read is sent, closes nothing`, async () => {
    const { worker, options, pass, own, close, entries } = openPayoutDesk()
    await own.payouts.create(withdrawal)
    const elsewhere = { operation: get, outcome: 'rejected', status: 422, reason: 'not_found', errors: {} } as const
    const caller = worker({
      middleware: [
        (next) => async (request) => {
          if (when === 'after') await next(request)
          throw createError('api', 'Payout not found', elsewhere)
        },
      ],
    })
    await rejected('unsettled', pass(closePayout(caller, withdrawal, options())))
    assert.deepEqual(await entries(), [])
    assert.equal((await close()).state, 'sent')
  })
}

test('a signal that was aborted before it is called rejects with its own reason', async () => {
  const { close, requests } = openPayoutDesk()
  const reason = new Error('the server shuts down')
  await assert.rejects(close({}, { signal: AbortSignal.abort(reason) }), reason)
  assert.equal(requests.length, 0)
})

test('bad input is refused as by ensurePayout', async () => {
  const { close, requests } = openPayoutDesk()
  assert.match((await rejected('validation', close({ order_id: 'x'.repeat(33) }))).message, /at most 32/)
  assert.equal((await rejected('config', close({}, { store: undefined as never }))).option, 'store')
  assert.equal((await rejected('config', close({}, { graceMs: 1 }))).option, 'graceMs')
  assert.equal(requests.length, 0)
})
