import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Claim } from '../../../src/webhooks/handler/claim-event.ts'
import { holdClaim } from '../../../src/webhooks/handler/hold-claim.ts'
import { gate, settled } from '../../tools/webhook-handler.ts'

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
