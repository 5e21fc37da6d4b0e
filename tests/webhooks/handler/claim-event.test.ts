import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Store } from '../../../src/stores/types.ts'
import { type Claim, type Claiming, claimEvent } from '../../../src/webhooks/handler/claim-event.ts'
import { fakeClock, fakeStore, gate } from '../../support/webhook-handler.ts'

const leaseMs = 30_000

/** A store, a clock, and workers that claim one event of it. */
function open(other?: Parameters<typeof fakeStore>[0]) {
  const { store, real, calls } = fakeStore(other)
  const clock = fakeClock()
  const claim = (owner: string, on: Store = store): Promise<Claiming> =>
    claimEvent(on, 'event', { leaseMs, now: clock.now, owner })
  return { ...clock, real, calls, claim }
}

function owned(claiming: Claiming): Claim {
  return typeof claiming === 'string' ? assert.fail(`it was ${claiming}`) : claiming
}

test('one worker owns an event, and others find it busy', async () => {
  const { claim } = open()
  owned(await claim('a'))
  assert.equal(await claim('b'), 'busy')
  assert.equal(await claim('c'), 'busy')
})

test('stores in words what an event is, until when, and by whose hand', async () => {
  const { claim, real, pass } = open()
  const first = owned(await claim('a'))
  assert.equal(await real.get('event'), 'running until 1030000 by a')
  pass(5)
  await first.renew()
  assert.equal(await real.get('event'), 'running until 1030005 by a')
  await first.end('free')
  assert.equal(await real.get('event'), 'free by a')
  await owned(await claim('b')).end('done')
  assert.equal(await real.get('event'), 'done by b')
})

test('of a hundred workers that come at once, one owns the event', async () => {
  const { claim, pass } = open()
  const race = () => Promise.all(Array.from({ length: 100 }, (_, at) => claim(`w${at}`)))
  assert.equal((await race()).filter((claiming) => claiming !== 'busy').length, 1)
  pass(leaseMs)
  assert.equal((await race()).filter((claiming) => claiming !== 'busy').length, 1)
})

test('events of other names are owned apart', async () => {
  const { real, now } = open()
  for (const key of ['event', 'event2', 'mismatch:event'])
    owned(await claimEvent(real, key, { leaseMs, now, owner: 'a' }))
})

test('what is done is a duplicate, for good', async () => {
  const { claim, pass } = open()
  assert.equal(await owned(await claim('a')).end('done'), true)
  pass(leaseMs * 1000)
  assert.equal(await claim('b'), 'duplicate')
})

test('what was let go is free at once', async () => {
  const { claim } = open()
  assert.equal(await owned(await claim('a')).end('free'), true)
  owned(await claim('b'))
  assert.equal(await claim('c'), 'busy')
})

test('what a dead worker left is free when its lease is over, and not before', async () => {
  const { claim, pass } = open()
  owned(await claim('a'))
  pass(leaseMs - 1)
  assert.equal(await claim('b'), 'busy')
  pass(1)
  owned(await claim('b'))
})

for (const [time, lease] of [
  [1_000_000, 1000 / 3],
  [1_000_000.5, 1000],
] as const) {
  test(`a lease of ${lease} ms that began at ${time} is over one day, and not before`, async () => {
    const { now, pass } = fakeClock(time)
    const { store } = fakeStore()
    const claim = (owner: string) => claimEvent(store, 'event', { leaseMs: lease, now, owner })
    owned(await claim('a'))
    pass(lease - 1)
    assert.equal(await claim('b'), 'busy')
    pass(2)
    owned(await claim('b'))
  })
}

test('a renewal begins the lease anew', async () => {
  const { claim, pass } = open()
  const first = owned(await claim('a'))
  for (let round = 0; round < 5; round++) {
    pass(leaseMs - 1)
    assert.equal(await first.renew(), true)
  }
  pass(leaseMs - 1)
  assert.equal(await claim('b'), 'busy')
  pass(1)
  owned(await claim('b'))
})

test('a renewal within the same millisecond is one, too', async () => {
  const first = owned(await open().claim('a'))
  assert.equal(await first.renew(), true)
  assert.equal(await first.end('done'), true)
})

test('a worker that was taken over owns nothing any more, and changes nothing', async () => {
  const { claim, pass, real } = open()
  const late = owned(await claim('a'))
  pass(leaseMs)
  const next = owned(await claim('b'))
  const held = await real.get('event')
  for (const act of [late.renew, () => late.end('done'), () => late.end('free')]) assert.equal(await act(), false)
  assert.equal(await real.get('event'), held)
  assert.equal(await next.end('done'), true)
  assert.equal(await late.end('free'), false)
  assert.equal(await claim('c'), 'duplicate')
})

for (const foreign of [
  '',
  'DONE',
  'done',
  'done by',
  'free',
  'running',
  'running until 5',
  'running until soon by x',
  'running until -5 by x',
  'running since 5 by x',
  '{"state":"done"}',
  '5',
]) {
  test(`what nobody can read is left to whoever wrote it: "${foreign}"`, async () => {
    const { claim, pass, real } = open()
    await real.add('event', foreign)
    pass(leaseMs * 1000)
    assert.equal(await claim('a'), 'busy')
    assert.equal(await real.get('event'), foreign)
  })
}

test('looks again when what was there is gone before it is read', async () => {
  let adds = 0
  const { claim } = open(({ add }) => ({ add: async (key, value) => adds++ > 0 && add(key, value) }))
  owned(await claim('a'))
  assert.equal(adds, 2)
})

test('does not look for ever', async () => {
  const { claim, calls } = open(() => ({ add: async () => false }))
  assert.equal(await claim('a'), 'busy')
  assert.deepEqual(calls, ['add', 'get', 'add', 'get'])
})

test('leaves an event whose state is gone again and again to a later delivery', async () => {
  const { claim } = open(() => ({ get: async () => undefined }))
  owned(await claim('a'))
  assert.equal(await claim('b'), 'busy')
})

test('leaves an event to the one who was quicker to take it over', async () => {
  const { claim, pass, real } = open()
  owned(await claim('a'))
  pass(leaseMs)
  const slow: Store = {
    ...real,
    replace: async (key, from, to) => {
      owned(await claim('b', real))
      return real.replace(key, from, to)
    },
  }
  assert.equal(await claim('c', slow), 'busy')
})

/** A store that takes its time to write, the first time that it is asked to. */
function slow(what: 'add' | 'replace', ms: number, meanwhile: (real: Store) => unknown = () => {}) {
  const clock = fakeClock()
  let isFirst = true
  const { store, real, calls } = fakeStore((inner) => ({
    [what]: async (...args: [string, string, string]) => {
      const isWritten = await inner[what](...args)
      if (isFirst) {
        isFirst = false
        clock.pass(ms)
        await meanwhile(inner)
      }
      return isWritten
    },
  }))
  const claim = (owner: string, on = store) => claimEvent(on, 'event', { leaseMs, now: clock.now, owner })
  return { ...clock, real, calls, claim }
}

test('hands out a whole lease, though a slow store has used some of it up', async () => {
  const { claim, pass, real } = slow('add', leaseMs - 1)
  owned(await claim('a'))
  pass(leaseMs - 1)
  assert.equal(await claim('b', real), 'busy')
  pass(1)
  owned(await claim('b', real))
})

test('does not renew what was claimed quickly', async () => {
  const { claim, calls } = slow('add', leaseMs / 3)
  owned(await claim('a'))
  assert.deepEqual(calls, ['add'])
})

/** A store that uses most of a lease up for each of its first writes. */
function slowFor(real: Store, pass: (ms: number) => void, slowWrites: number) {
  const seen = { writes: 0 }
  const lag = () => {
    seen.writes += 1
    if (seen.writes <= slowWrites) pass(leaseMs - 1)
  }
  const store: Store = {
    ...real,
    add: (...args) => {
      lag()
      return real.add(...args)
    },
    replace: (...args) => {
      lag()
      return real.replace(...args)
    },
  }
  return { store, seen }
}

test('hands out a whole lease when the store was slow to renew it, too', async () => {
  const { claim, pass, real } = open()
  const { store: lag, seen } = slowFor(real, pass, 2)
  owned(await claim('a', lag))
  assert.equal(seen.writes, 3)
  pass(leaseMs - 1)
  assert.equal(await claim('b'), 'busy')
})

test('leaves an event to a later delivery when the store is slow again and again', async () => {
  const { claim, pass, real } = open()
  const { store: lag, seen } = slowFor(real, pass, 100)
  assert.equal(await claim('a', lag), 'busy')
  assert.ok(seen.writes <= 5)
  pass(leaseMs)
  owned(await claim('b'))
})

for (const what of ['add', 'replace'] as const) {
  test(`leaves an event to who took it over while the store was slow to ${what}`, async () => {
    const { claim, real, now } = slow(what, leaseMs, async (inner) => {
      owned(await claimEvent(inner, 'event', { leaseMs, now, owner: 'b' }))
    })
    if (what === 'replace') await real.add('event', 'free by z')
    assert.equal(await claim('a'), 'busy')
  })
}

/** Writes, and then does not say so. */
const lose =
  (how: 'says no' | 'throws', what: 'add' | 'replace', when = () => true) =>
  (real: Store): Partial<Store> => ({
    [what]: async (...args: [string, string, string]) => {
      const isWritten = await real[what](...args)
      if (!isWritten || !when()) return isWritten
      if (how === 'throws') throw new Error('connection lost')
      return false
    },
  })

test('finds its own claim after an add that wrote and said no', async () => {
  const { claim } = open(lose('says no', 'add'))
  const first = owned(await claim('a'))
  assert.equal(await claim('b'), 'busy')
  assert.equal(await first.end('done'), true)
  assert.equal(await claim('b'), 'duplicate')
})

test('an event whose claim was written and lost is free when the lease is over', async () => {
  let isLost = true
  const { claim, pass } = open(lose('throws', 'add', () => isLost))
  await assert.rejects(claim('a'), /connection lost/)
  isLost = false
  assert.equal(await claim('b'), 'busy')
  pass(leaseMs)
  owned(await claim('b'))
})

test('finds its own claim after a take-over that wrote and said no', async () => {
  const { claim, pass } = open(lose('says no', 'replace'))
  owned(await claim('a'))
  pass(leaseMs)
  owned(await claim('b'))
  assert.equal(await claim('c'), 'busy')
})

for (const lost of [0, 1, 2]) {
  test(`still owns what it renewed or ended, though the store wrote and said no to change ${lost}`, async () => {
    let changes = 0
    const { claim, pass } = open(lose('says no', 'replace', () => changes++ === lost))
    const first = owned(await claim('a'))
    for (let round = 0; round < 2; round++) {
      pass(leaseMs / 3)
      assert.equal(await first.renew(), true)
    }
    assert.equal(await first.end('done'), true)
    assert.equal(await claim('b'), 'duplicate')
  })
}

test('still owns what it renewed, though the store never says so', async () => {
  const { claim, pass } = open(lose('says no', 'replace'))
  const first = owned(await claim('a'))
  for (let round = 0; round < 5; round++) {
    pass(leaseMs / 3)
    assert.equal(await first.renew(), true)
  }
  assert.equal(await first.end('done'), true)
})

test('says that it owned nothing at the end, where another worker has finished', async () => {
  const { claim, pass, real } = open()
  const late = owned(await claim('a'))
  pass(leaseMs)
  assert.equal(await owned(await claim('b')).end('done'), true)
  for (const state of ['done', 'free'] as const) assert.equal(await late.end(state), false)
  assert.equal(await real.get('event'), 'done by b')
})

for (const state of ['done', 'free'] as const) {
  test(`has ended as ${state} what it ended, though the store wrote and said no`, async () => {
    const { claim, real } = open(lose('says no', 'replace'))
    assert.equal(await owned(await claim('a')).end(state), true)
    assert.equal(await real.get('event'), `${state} by a`)
  })
}

test('goes on from a renewal that was written and lost', async () => {
  let isLost = true
  const { claim, pass } = open(lose('throws', 'replace', () => isLost))
  const first = owned(await claim('a'))
  pass(10_000)
  await assert.rejects(first.renew(), /connection lost/)
  isLost = false
  pass(10_000)
  assert.equal(await first.renew(), true)
  assert.equal(await first.end('done'), true)
  assert.equal(await claim('b'), 'duplicate')
})

test('what was stored as done is done, though nobody heard of it', async () => {
  const { claim } = open(lose('throws', 'replace'))
  await assert.rejects(owned(await claim('a')).end('done'), /connection lost/)
  assert.equal(await claim('b'), 'duplicate')
})

test('says that it owns nothing any more when the store has forgotten it', async () => {
  let isGone = false
  const { claim } = open((real) => ({
    get: async (key) => (isGone ? undefined : real.get(key)),
    replace: async (key, from, to) => !isGone && real.replace(key, from, to),
  }))
  const first = owned(await claim('a'))
  isGone = true
  assert.equal(await first.renew(), false)
  assert.equal(await first.end('done'), false)
})

for (const what of ['add', 'get'] as const) {
  test(`passes on what the store complains of when it is asked to ${what}`, async () => {
    const down = async () => {
      throw new Error('store down')
    }
    const { claim, real } = open(() => ({ [what]: down }))
    await claim('a', real)
    await assert.rejects(claim('b'), /store down/)
  })
}

test('a renewal that hangs and is written late does not take back what is done', async () => {
  const late = gate()
  let isFirst = true
  const { store, real } = fakeStore((inner) => ({
    replace: async (...args) => {
      if (isFirst) {
        isFirst = false
        await late.opened
      }
      return inner.replace(...args)
    },
  }))
  const claim = await claimEvent(store, 'e', { leaseMs, now: fakeClock().now, owner: 'a' })
  assert.ok(typeof claim === 'object')
  const renewal = claim.renew()
  assert.equal(await claim.end('done'), true)
  late.open()
  await renewal
  assert.equal(await real.get('e'), 'done by a')
})

test('a third renewal that was quick is enough', async () => {
  const { now, pass } = fakeClock()
  let writes = 0
  const { store } = fakeStore((inner) => ({
    add: async (...args) => {
      pass(leaseMs - 1)
      return inner.add(...args)
    },
    replace: async (...args) => {
      writes += 1
      if (writes < 3) pass(leaseMs - 1)
      return inner.replace(...args)
    },
  }))
  assert.equal(typeof (await claimEvent(store, 'e', { leaseMs, now, owner: 'a' })), 'object')
})

test('a claim that is given up is let go', async () => {
  const { now, pass } = fakeClock()
  let isSlow = true
  const lag = async () => {
    if (isSlow) pass(leaseMs - 1)
  }
  const { store } = fakeStore((inner) => ({
    add: (...args) => lag().then(() => inner.add(...args)),
    replace: (...args) => lag().then(() => inner.replace(...args)),
  }))
  assert.equal(await claimEvent(store, 'e', { leaseMs, now, owner: 'a' }), 'busy')
  isSlow = false
  assert.equal(typeof (await claimEvent(store, 'e', { leaseMs, now, owner: 'b' })), 'object')
})
