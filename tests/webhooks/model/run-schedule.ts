import assert from 'node:assert/strict'
import { createError } from '../../../src/errors/create-error.ts'
import { compareAmounts } from '../../../src/money/amounts.ts'
import { isPaidStatus, mergeStatus, statusOrders } from '../../../src/status/status.ts'
import type { Store } from '../../../src/stores/types.ts'
import type { createHandlerWith } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import type { WebhookHandle, WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import type { WebhookEvent } from '../../../src/webhooks/types.ts'
import { createRandom } from '../../support/random.ts'
import { bodyOf, type Chapter, inventLife, isSettled, longestLagMs, recordOf } from './lives.ts'
import { createProcesses, type Dangers, type Process } from './processes.ts'
import { createTimeline } from './timeline.ts'

/** What one schedule came to, beside that it kept its promises. */
export interface Outcome {
  readonly runs: number
  /** Second effects of a settled state, each with an excuse. */
  readonly repeats: number
  readonly deaths: number
  readonly deliveries: number
  /** Deliveries of passing states that were acknowledged although neither they nor a later state was handled. */
  readonly lostPassing: number
  /** States that ran a second time, because every read of a state of the same second lagged. */
  readonly mistakes: number
  readonly answers: Readonly<Record<number, number>>
  readonly storeCalls: number
  readonly reads: number
}

/** Real things that take the place of simulated ones, and the setting of the handler. */
export interface Reality {
  /** `false`: no record is read, and what was delivered is believed. */
  readonly confirm?: false
  readonly store?: Store
  readonly uuid?: string
  /** The effect of a handler. */
  readonly effect?: (event: WebhookEvent) => Promise<unknown>
}

/** One run of a handler. */
interface Run {
  readonly chapter: Chapter
  readonly process: Process
  readonly isMismatch: boolean
  readonly freezesBefore: number
  readonly troublesBefore: number
  hasActed: boolean
  end: 'ok' | 'failed' | undefined
  /** Whether the store has it as finished. */
  isRemembered: boolean
}

const isFailed = ({ status }: Chapter) => ['fail', 'cancel', 'system_fail'].includes(status)

const startAt = Date.UTC(2026, 0, 1)

/** Pauses of the gateway before each try of a delivery. */
const pausesMs = [0, 5, 15, 30, 60, 120, 300, 900, 1_800, 3_600].map((seconds) => seconds * 1_000)

/** How long the gateway waits for an answer. */
const patienceMs = 90_000

const notFound = () =>
  createError('api', 'not found', { status: 404, errors: {}, reason: 'not_found', outcome: 'rejected' })

/**
 * Runs one schedule to its end: the life of a record, the webhooks that tell of it, the shop that receives them, and whatever
 * can go wrong. Throws for the first promise that is broken.
 */
export async function runSchedule(
  seed: number,
  createHandler: typeof createHandlerWith,
  { store, uuid, effect, confirm }: Reality = {},
): Promise<Outcome> {
  const random = createRandom(seed)
  const chance = (share: number) => random.next() < share
  const timeline = createTimeline(startAt)
  const { now, plan } = timeline
  const life = inventLife(random, startAt, uuid)
  const { chapters, type } = life
  const lagShare = chance(0.3) ? 0 : 0.35
  const lastAt = chapters.at(-1)?.at ?? startAt
  const calmAt = lastAt + 900_000
  const isCalm = () => now() >= calmAt
  const dangers: Dangers = {
    death: chance(0.5) ? 0.02 : 0,
    freeze: chance(0.5) ? 0.02 : 0,
    store: chance(0.3) ? 0.08 : 0,
  }
  const handlerTrouble = chance(0.6) ? 0.25 : 0
  const none: Dangers = { death: 0, freeze: 0, store: 0 }
  const expectedTrouble = type === 'payment' && chance(0.2) ? chapters[0]!.at + random.next() * 600_000 : 0
  const answers: Record<number, number> = {}
  let [repeats, mistakes, lostPassing, deliveries, deaths] = [0, 0, 0, 0, 0]

  const runs: Run[] = []
  let broken: string | undefined
  // Thrown in a handler, it would be the handler's.
  const fail = (what: string) => {
    broken ??= `seed ${seed}: ${what}`
  }

  const processes = createProcesses(
    timeline,
    random,
    () => (isCalm() ? none : dangers),
    (process, value) => {
      const { last, until, mismatch, begun, handled } = JSON.parse(value)
      if (until !== undefined || begun.length > 0) return
      const run = runs.findLast((each) => each.process === process && each.end === 'ok' && !each.isRemembered)
      if (run === undefined) return
      const isOf = (key = '') => {
        const [status, amount] = key.split(/[: ]/)
        // Two states may differ by the amount alone; neither `paid` nor a payout has one in its key.
        const hasAmount = type !== 'payout' && status !== 'paid'
        return status === statusIn(run.chapter) && (!hasAmount || amount === amountIn(run.chapter))
      }
      const remembered: readonly string[] = run.isMismatch ? (mismatch ?? []) : [last?.key, ...handled]
      if (remembered.some(isOf)) run.isRemembered = true
    },
    store,
  )
  const { wait } = processes

  const isBlind = confirm === false
  const kind = type === 'payout' ? type : 'payment'

  /** The status of a state as the record, and so the handler, has it. */
  const statusIn = (chapter: Chapter) =>
    isBlind ? chapter.status : (recordOf(life, chapter) as { status: string }).status
  const amountIn = (chapter: Chapter) =>
    isBlind ? chapter.amount : (recordOf(life, chapter) as { payment_amount: string }).payment_amount
  /** What makes two states of one record the same to whoever reads: `paid` counts once. */
  const keyOf = (chapter: Chapter) => {
    const { status, payment_amount, updated_at } = recordOf(life, chapter) as Record<string, string>
    if (isBlind) return chapter.status === 'paid' ? 'paid' : `${chapter.status} ${chapter.amount} ${chapter.isFinal}`
    if (status === 'paid') return status
    const time = status === 'cancel' ? chapter.expiredAt : (status === 'refund_fail' || status === 'fail') && updated_at
    return `${status} ${payment_amount} ${type === 'payout' && chapter.isFinal} ${time}`
  }

  /** Whether the times of two states tell which is older: within one second they do not. */
  const isDatedBefore = (chapter: Chapter, later: Chapter): boolean =>
    life.hasTimes && Math.floor(chapter.at / 1000) < Math.floor(later.at / 1000)

  /**
   * Whether a state of the same second ran after this one, because three reads in a row lagged: nothing tells them from a way back.
   * Counted apart; it concerns no paid state.
   */
  const isMistakenFor = (run: Run): boolean =>
    lagShare > 0 &&
    !isPaidStatus(statusIn(run.chapter)) &&
    runs.slice(runs.indexOf(run) + 1).some(({ chapter }) => {
      const isSameSecond = Math.floor(chapter.at / 1000) === Math.floor(run.chapter.at / 1000)
      return life.hasTimes && isSameSecond && chapter.index < run.chapter.index
    })

  /** Whether a state stands above another one in the order of statuses: to whoever reads no record, it is the later one. */
  const isAbove = (chapter: Chapter, other: Chapter): boolean => {
    if (chapter.status === other.status) {
      return (
        compareAmounts(chapter.amount, other.amount) > 0 || (type === 'payout' && chapter.isFinal && !other.isFinal)
      )
    }
    if (type === 'payout' && isFailed(chapter) && isFailed(other) && chapter.isFinal !== other.isFinal) {
      return chapter.isFinal
    }
    const order: readonly string[] = statusOrders[kind]
    return (
      [chapter, other].every(({ status }) => order.includes(status)) &&
      mergeStatus(kind, chapter.status, other.status) === chapter.status
    )
  }

  const chapterAt = (at: number): Chapter => chapters.findLast((each) => each.at <= at) ?? chapters[0]!

  const read = (process: Process) => {
    processes.calls.read += 1
    if (!isCalm() && chance(0.02)) return new Promise<never>(() => {})
    const fails = !isCalm() && chance(0.03)
    const lag = chance(lagShare) ? random.next() * longestLagMs : 0
    return wait(process, 10 + random.next() * 300, () => {
      if (fails) throw new Error('the gateway did not answer')
      if (now() - lag < chapters[0]!.at) throw notFound()
      return recordOf(life, chapterAt(now() - lag)) as never
    })
  }

  /** Runs the shop's handler, and checks what must hold when one begins. */
  const act = async (
    process: Process,
    event: object,
    context: { unfinished: readonly string[]; signal: AbortSignal },
    isMismatch: boolean,
  ) => {
    const chapter = chapters[(event as { chapter: number }).chapter]!
    const run: Run = {
      ...{ chapter, process, isMismatch, hasActed: false, end: undefined, isRemembered: false },
      freezesBefore: process.freezes,
      troublesBefore: processes.troubles(),
    }
    const entry = JSON.parse(processes.entry() ?? '{}')
    if (!(entry.until > now())) fail(`a handler of ${statusIn(chapter)} began without a lease`)
    if (entry.begun.every(([, status]: string[]) => status !== statusIn(chapter)))
      fail('a handler began that was not written down')
    const before = runs.filter((each) => each.isMismatch === isMismatch)
    const key = keyOf(chapter)
    // Without times, a second failure of a refund is the same as the first.
    const isTwin = statusIn(chapter) === 'refund_fail' && !life.hasTimes
    const isStrict = (isSettled(chapter) && !isTwin) || lagShare === 0
    for (const other of before) {
      const isSame = keyOf(other.chapter) === key
      if (!other.isRemembered || isMismatch) continue
      if (isBlind) {
        if (isSame) fail(`${key} ran twice`)
        if (isAbove(other.chapter, chapter)) fail(`${statusIn(chapter)} ran after ${statusIn(other.chapter)}`)
        continue
      }
      const isCounted =
        isStrict && (isSettled(other.chapter) || lagShare === 0) && life.isDocumented && life.differs === undefined
      if (other.chapter.index > chapter.index && (isCounted || isDatedBefore(chapter, other.chapter)))
        fail(`${statusIn(chapter)} ran after ${statusIn(other.chapter)}`)
      if (!isSame || !((isSettled(chapter) && !isTwin) || (lagShare === 0 && other.chapter.index === chapter.index)))
        continue
      if (isMistakenFor(other)) mistakes += 1
      else fail(`${key} ran twice without a cause`)
    }
    const remembered = runs.findLastIndex((each) => each.isRemembered)
    for (const other of runs.slice(remembered + 1)) {
      if (other.end === 'ok' && other.isRemembered) continue
      if (!context.unfinished.includes(statusIn(other.chapter)))
        fail(`nobody told that ${statusIn(other.chapter)} was begun`)
    }
    if (runs.some((each) => each.hasActed && keyOf(each.chapter) === key && isSettled(chapter))) repeats += 1
    runs.push(run)
    await work(process, run, event as WebhookEvent)
  }

  /** The effect of a handler, and the ways in which it can go wrong. */
  const work = async (process: Process, run: Run, event: WebhookEvent) => {
    const trouble = isCalm() ? 1 : random.next() / handlerTrouble
    const hasActed = () => {
      run.hasActed = true
    }
    const affect = () => (effect === undefined || run.isMismatch ? hasActed() : effect(event).then(hasActed))
    const isLong = trouble < 0.3
    await wait(process, isLong ? 5_000 + random.next() * 45_000 : random.next() * 300, () => {})
    if (trouble >= 0.3 && trouble < 0.5) {
      run.end = 'failed'
      throw new Error('the handler failed before its effect')
    }
    if (trouble >= 0.5 && trouble < 0.65) {
      run.end = 'failed'
      return new Promise<never>(() => {})
    }
    if (trouble >= 0.65 && trouble < 0.8) {
      run.end = 'failed'
      await wait(process, 61_000 + random.next() * 60_000, affect)
      return
    }
    await wait(process, 5, affect)
    if (trouble >= 0.8 && trouble < 1) {
      run.end = 'failed'
      throw new Error('the handler failed after its effect')
    }
    run.end = 'ok'
  }

  const handles = new Map<Process, WebhookHandle>()
  const createProcess = (): Process => {
    const process: Process = { isDead: false, frozenUntil: 0, freezes: 0 }
    const get = () => read(process)
    const run = (event: object, context: object) => act(process, event, context as never, false)
    const options: WebhookHandlerOptions = {
      ...{ apiKey: 'key', confirm: confirm ?? { payments: { get }, payouts: { get } }, logger: false },
      store: processes.storeOf(process),
      now,
      scheme: () => () => true,
      on: {
        payment: run,
        wallet: run,
        payout: run,
        'payment.mismatch': (event, context) => act(process, event, context as never, true),
      },
      expected: () => wait(process, 5, () => (now() < expectedTrouble ? undefined : { amount: '50', currency: 'USD' })),
    }
    handles.set(process, createHandler(options, processes.timersOf(process)))
    return process
  }

  const shop = Array.from({ length: 1 + random.below(3) }, createProcess)
  const pickProcess = (): Process => {
    const place = random.below(shop.length)
    if (shop[place]!.isDead) {
      deaths += 1
      shop[place] = createProcess()
    }
    return shop[place]!
  }

  /** Whether a state was handled, or a later one, or one that a later one is the same as. */
  const isSeenTo = (seen: Chapter) => {
    const { index } = seen
    const later = new Set(chapters.slice(index).map(keyOf))
    const isOf = ({ chapter }: Run) =>
      isBlind
        ? keyOf(chapter) === keyOf(seen) || isAbove(chapter, seen)
        : chapter.index >= index || later.has(keyOf(chapter))
    return runs.some((run) => run.hasActed && run.end === 'ok' && isOf(run))
  }

  /** What is asked of the shop and not answered yet. */
  const open = new Set<{ readonly process: Process; readonly what: string }>()
  const ask = <Answer>(
    what: string,
    run: (handle: WebhookHandle) => Promise<Answer>,
    then: (answer: Answer) => void,
  ) => {
    const process = pickProcess()
    const asked = { process, what }
    processes.enter(process, () => {
      open.add(asked)
      run(handles.get(process)!).then((answer) => {
        open.delete(asked)
        if (!process.isDead) then(answer)
      })
    })
  }

  /** One delivery, with all its tries. */
  const deliver = (chapter: Chapter, delayMs: number) => {
    const body = bodyOf(life, chapter)
    const attempt = (tries: number) => {
      let isOver = false
      const next = () => {
        if (isOver) return
        isOver = true
        const pauseMs = pausesMs[tries + 1]
        if (pauseMs !== undefined) plan(pauseMs, () => attempt(tries + 1))
      }
      plan(patienceMs, next)
      deliveries += 1
      ask(
        `a delivery of ${chapter.status}`,
        (handle) => handle({ method: 'POST', text: async () => body } as never),
        ({ status }) => {
          answers[status] = (answers[status] ?? 0) + 1
          if (status !== 200) return next()
          if (!isSeenTo(chapter)) {
            if (isSettled(chapter)) fail(`${chapter.status} was acknowledged and not handled`)
            if (lagShare === 0 || isBlind)
              fail(`${chapter.status} was acknowledged and not handled, although no read lags`)
            lostPassing += 1
          }
          // An answer can be lost, and then the gateway does not know.
          if (isCalm() || !chance(0.1)) isOver = true
          else next()
        },
      )
    }
    plan(delayMs, () => attempt(0))
  }

  for (const chapter of chapters) {
    const since = chapter.at - startAt
    deliver(chapter, since + random.next() * 2_000)
    if (chance(0.3)) deliver(chapter, since + random.next() * 3_000)
    if (chance(0.2)) deliver(chapter, since + random.next() * 20_000_000)
  }
  for (let checks = isBlind ? 0 : random.below(5); checks > 0; checks--) {
    plan(random.next() * (lastAt - startAt + 60_000), () => {
      const stale = recordOf(life, chapterAt(now() - random.next() * 60_000)) as never
      const options = { type } as const
      const target = chance(0.5) ? { uuid: life.uuid } : stale
      ask(
        'a check',
        (handle) => handle.check(target, options),
        () => {},
      )
    })
  }
  await timeline.runAll(() => broken !== undefined)

  if (broken !== undefined) assert.fail(broken)
  for (const { process, what } of open) if (!process.isDead) fail(`${what} was never answered`)
  for (const run of runs) {
    const { process, end, isRemembered, freezesBefore, troublesBefore } = run
    const hasCause = process.isDead || process.freezes > freezesBefore || processes.troubles() > troublesBefore
    if (end === 'ok' && !isRemembered && !hasCause) fail(`${statusIn(run.chapter)} was handled and is not remembered`)
  }
  for (const chapter of chapters) {
    if (isSettled(chapter) && !isSeenTo(chapter)) fail(`nobody handled ${chapter.status}, and nobody will`)
  }
  if (broken !== undefined) assert.fail(broken)
  return {
    runs: runs.length,
    repeats,
    deaths,
    deliveries,
    lostPassing,
    mistakes,
    answers,
    storeCalls: processes.calls.store,
    reads: processes.calls.read,
  }
}
