import { createCallerWith } from '../../../src/call/create-caller.ts'
import { isCryptomusError } from '../../../src/errors/is-cryptomus-error.ts'
import { settle } from '../../../src/errors/settle.ts'
import type { closePayout } from '../../../src/flows/close-payout.ts'
import type { ensurePayout } from '../../../src/flows/ensure-payout.ts'
import type { EnsuredPayout } from '../../../src/flows/types.ts'
import { memoryStore } from '../../../src/stores/memory-store.ts'
import type { Store } from '../../../src/stores/types.ts'
import { createRandom } from '../../support/random.ts'
import { createModelGateway, type Profile } from './gateway.ts'
import { createVirtualTime } from './virtual-time.ts'

// A model of one to three workers that make one payout over one store: each can die or stand still wherever it waits, the
// store fails before and after it has acted, the network loses, delays and doubles requests, reads lag, the gateway refuses
// for a while or for good, and forgets. Jobs are delivered again until they are done, and sometimes after that.

/** The functions that are tried: those of this package, or broken ones. */
export interface Flows {
  readonly ensurePayout: typeof ensurePayout
  readonly closePayout: typeof closePayout
}

/** What went wrong in a schedule. */
export interface Outcome {
  /** Creates that left while an earlier one could still arrive. */
  readonly overlaps: number
  /** Payouts beyond the first. */
  readonly doubles: number
  /** Results that turned out to be false, and requests that were sent after the end was told. */
  readonly lies: readonly string[]
  readonly unsettled: number
  /** Requests until everything was settled. */
  readonly calls: number
  /** Milliseconds from the time when all was well again until everything was settled. */
  readonly settledAfterMs: number
}

const hour = 3_600_000
const graceMs = 120_000
const params = {
  amount: '10',
  currency: 'USDT',
  network: 'tron',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
  order_id: 'withdrawal-1',
} as const

const refusals = [
  ...Array.from({ length: 6 }, () => undefined),
  { message: 'Not enough funds', status: 422 },
  { message: 'You are forbidden', status: 422 },
  { message: 'You are forbidden', status: 403 },
  { message: 'Invalid Sign.', status: 401 },
  { message: 'Gateway error', status: 422 },
] as const

interface Process {
  isDead: boolean
  /** When it last wrote down that it sends. */
  recordedAt: number
  onDeath: () => void
  readonly skewMs: number
}

// A stack costs more than all the rest where every frame has a source map, and nobody reads those of a schedule.
const withoutStacks = async <Value>(run: () => Promise<Value>): Promise<Value> => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return await run()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** Runs one schedule of chance to its end. */
export const runSchedule = (seed: number, flows: Flows): Promise<Outcome> => withoutStacks(() => runChance(seed, flows))

/** The schedule itself. */
async function runChance(seed: number, { ensurePayout: ensure, closePayout: close }: Flows): Promise<Outcome> {
  const random = createRandom(seed)
  const start = Date.UTC(2026, 4, 1)
  const time = createVirtualTime(start)
  const isForgetful = random.below(10) === 0
  const isTooSmall = random.below(8) === 0
  const profile: Profile = {
    healsAt: start + random.below(8 * 60_000),
    refusal: random.pick(refusals),
    lateMs: 55_000,
    lagMs: random.pick([0, 5_000, 120_000]),
    forgetsAt: isForgetful ? start + random.pick([20, 365]) * 24 * hour : Number.POSITIVE_INFINITY,
    ending: random.pick([undefined, 'paid', 'fail', 'fail, then paid']),
  }
  const gateway = createModelGateway(time, random, profile)
  const entries = memoryStore()
  const asked = isTooSmall ? { ...params, amount: '0.1' } : params
  const told: { readonly result: EnsuredPayout; readonly at: number; readonly isFirst: boolean }[] = []
  const lies: string[] = []
  const isCalm = () => time.now() >= profile.healsAt
  /** Jobs that have not ended, or that no further delivery could end. */
  let open = 0

  /** Waits as a process does: it may die, or stand still. */
  async function live(process: Process): Promise<void> {
    if (process.isDead) await new Promise(() => {})
    if (isCalm()) return
    const fate = random.next()
    if (fate < 0.015) {
      process.isDead = true
      process.onDeath()
      await new Promise(() => {})
    }
    if (fate < 0.04) await time.sleep(random.pick([10_000, 45_000, 130_000, 20 * 60_000]))
    if (process.isDead) await new Promise(() => {})
  }

  /** A process that stood still since it wrote down that it sends does not know what others have done since. */
  const leave = async (process: Process, isCreate: boolean, isAborted: () => boolean) => {
    await live(process)
    if (isCreate && !isAborted() && time.now() - process.recordedAt > graceMs / 2)
      lies.push('sent long after it was recorded')
  }

  const storeOf = (process: Process): Store => {
    const note = (value: string) => {
      if (value.includes('"state":"sending"')) process.recordedAt = time.now()
    }
    const through = async <Value>(act: () => Promise<Value>, lie?: Value): Promise<Value> => {
      await live(process)
      const fate = isCalm() ? 1 : random.next()
      if (fate < 0.02) throw new Error('the store is down')
      const value = await act()
      await live(process)
      if (fate < 0.04) throw new Error('the connection to the store broke')
      return lie !== undefined && fate < 0.05 ? lie : value
    }
    return {
      get: (key) => through(() => entries.get(key)),
      add: (key, value) => {
        note(value)
        return through(() => entries.add(key, value), false)
      },
      replace: (key, from, to) => {
        note(to)
        return through(() => entries.replace(key, from, to), false)
      },
    }
  }

  const startProcess = () => {
    const process: Process = { isDead: false, recordedAt: 0, onDeath: () => {}, skewMs: random.below(4_000) - 2_000 }
    const options = {
      ...gateway.clientOptions,
      fetch: (url: string, init: Parameters<typeof gateway.fetch>[1]) =>
        gateway.fetch(url, init, () => leave(process, url.endsWith('/v1/payout'), () => init.signal?.aborted ?? false)),
    }
    const clocks = {
      now: time.now,
      wallClock: time.now,
      setTimer: (run: () => void, ms: number) => time.later(ms, run),
      random: random.next,
    }
    const caller = createCallerWith(options, clocks)
    const now = () => time.now() + process.skewMs
    const sleep = (ms: number) => time.sleep(ms)
    return { process, caller, flow: { store: storeOf(process), now, sleep, waitMs: random.pick([0, 0, 0, 30_000]) } }
  }

  /** Delivers a job until it is done: to a new process whenever the one before has died. */
  async function work(flow: typeof ensure, { isFirst = false, most = 400, isClosed = false } = {}): Promise<void> {
    open += 1
    for (let tries = 0; tries < most; tries++) {
      const { process, caller, flow: options } = startProcess()
      const died = new Promise<'died'>((resolve) => {
        process.onDeath = () => resolve('died')
      })
      const settled = await Promise.race([settle(flow(caller, asked, options)), died])
      if (settled === 'died') continue
      process.isDead = true
      if (settled.ok) {
        told.push({ result: settled.value, at: time.now(), isFirst })
        open -= 1
        return
      }
      // Anything else would end a job that is not done.
      if (!isCryptomusError(settled.error, 'unsettled') || !settled.error.retryable) return
      if (isClosed && tries === most - 1) break
      await time.sleep(settled.error.retryAfterMs * (0.1 + random.next()))
    }
    if (!isClosed) return
    // The queue has run out of attempts.
    open -= 1
    await work(close)
  }

  const workers = 1 + random.below(3)
  const isClosed = random.below(3) === 0
  for (let worker = 0; worker < workers; worker++) {
    const how = { isFirst: true, isClosed, most: isClosed ? 1 + random.below(5) : 400 }
    time.later(random.below(60_000), () => void work(ensure, how))
  }
  // A queue that delivers a job again although it is done.
  if (random.below(3) === 0) time.later(4 * hour + random.below(hour), () => void work(ensure))
  await time.run(() => false, start + 8 * hour)
  const unsettled = open
  if (isForgetful) {
    // Whether the job comes to an end is not asked any more: only a person can know. It must not pay again.
    time.later(profile.forgetsAt + hour - time.now(), () => void work(ensure, { most: 4 }))
    await time.run(() => false, start + 400 * 24 * hour)
  }

  const uuids = [...gateway.made.values()].flat()
  const record = uuids[0] === undefined ? undefined : await gateway.read(uuids[0])
  const isBad = record?.is_final === true && record.status !== 'paid'
  for (const { result, at } of told) {
    if (result.state === 'refused' && uuids.length > 0) lies.push(`refused (${result.reason}), and made`)
    const isVerdict = result.state === 'refused' && result.reason !== 'closed'
    if (isVerdict && !isTooSmall) lies.push('refused for good, because of the moment')
    if (result.state === 'failed' && !isBad) lies.push(`failed, and ${record?.status}`)
    if (result.state === 'sent' && uuids.length === 0) lies.push('sent, and not made')
    if (result.state !== 'sent' && gateway.left.some((leftAt) => leftAt > at))
      lies.push(`sent after ${result.state} was told`)
  }
  const ends = told.filter(({ isFirst }) => isFirst).map(({ at }) => at)
  return {
    overlaps: gateway.overlaps(),
    doubles: Math.max(0, uuids.length - 1),
    lies,
    unsettled,
    calls: gateway.calls(),
    settledAfterMs: Math.max(0, ...ends) - profile.healsAt,
  }
}
