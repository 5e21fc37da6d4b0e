import type { SetTimer } from '../../../src/platform/waiting.ts'
import type { Store } from '../../../src/stores/types.ts'
import type { Random } from '../../support/random.ts'
import type { Timeline } from './timeline.ts'

/** A process of the shop: it can die or be frozen wherever it waits. */
export interface Process {
  isDead: boolean
  frozenUntil: number
  /** How often it was frozen. */
  freezes: number
}

/** What can go wrong, as shares of one. */
export interface Dangers {
  readonly death: number
  readonly freeze: number
  /** Of a call of the store: it rejects before or after it acted, says that it did not write, hangs, or is slow. */
  readonly store: number
}

/** A write that reached the store. */
export type OnWrite = (process: Process, value: string) => void

export interface Processes {
  /** Waits for something outside of the process, which may not live to hear of it. */
  readonly wait: <Value>(process: Process, ms: number, act: () => Value | Promise<Value>) => Promise<Value>
  readonly timersOf: (process: Process) => SetTimer
  readonly storeOf: (process: Process) => Store
  /** Runs something in a process as soon as it can. */
  readonly enter: (process: Process, run: () => void) => void
  /** The entry of the one record. */
  readonly entry: () => string | undefined
  /** How many calls of the store went wrong. */
  readonly troubles: () => number
  readonly calls: { store: number; read: number }
}

export function createProcesses(
  timeline: Timeline,
  random: Random,
  dangersAt: () => Dangers,
  onWrite: OnWrite,
  backing?: Store,
): Processes {
  let entry: string | undefined
  let troubles = 0
  const calls = { store: 0, read: 0 }

  /** Lets a process go on, when it is not frozen, unless it is dead. */
  const enter = (process: Process, run: () => void): void => {
    if (process.isDead) return
    const frozenMs = process.frozenUntil - timeline.now()
    if (frozenMs > 0) timeline.plan(frozenMs, () => enter(process, run))
    else run()
  }

  const wait: Processes['wait'] = (process, ms, act) =>
    new Promise((resolve, reject) => {
      const { death, freeze } = dangersAt()
      const fate = random.next()
      if (fate < death / 2) {
        process.isDead = true
        // What it sent may be under way.
        if (fate < death / 4) timeline.plan(ms, () => timeline.hold(Promise.resolve(0).then(act)))
        return
      }
      timeline.plan(ms / 2, () => {
        const acted = tryTo(act)
        if (random.next() < death / 2) process.isDead = true
        if (random.next() < freeze) {
          process.freezes += 1
          process.frozenUntil = timeline.now() + 20_000 + random.next() * 70_000
        }
        const goOn = (end: () => void) => void timeline.plan(ms / 2, () => enter(process, end))
        if ('error' in acted) goOn(() => reject(acted.error))
        else if (!(acted.value instanceof Promise)) goOn(() => resolve(acted.value))
        else {
          const real = acted.value.then(
            (value) => goOn(() => resolve(value)),
            (error) => goOn(() => reject(error)),
          )
          timeline.hold(real)
        }
      })
    })

  /** A call of the store, which takes a while and may go wrong. */
  const call = <Value>(process: Process, act: () => Value | Promise<Value>, no: Value): Promise<Value> => {
    calls.store += 1
    const { store: share } = dangersAt()
    const fate = random.next()
    const ms = 1 + random.next() * 20
    if (fate >= share) return wait(process, ms, act)
    troubles += 1
    if (fate < share * 0.1) return new Promise<Value>(() => {})
    return wait(process, fate < share * 0.3 ? random.next() * 40_000 : ms, () => {
      if (fate < share * 0.3) return act()
      if (fate < share * 0.6) throw new Error('the store failed before it acted')
      const acted = act()
      const lie = () => {
        if (fate < share * 0.8) return no
        throw new Error('the store failed after it acted')
      }
      return acted instanceof Promise ? acted.then(lie) : lie()
    })
  }

  const put = (process: Process, value: string) => {
    entry = value
    onWrite(process, value)
    return true
  }
  return {
    wait,
    enter,
    calls,
    entry: () => entry,
    troubles: () => troubles,
    timersOf: (process) => (run, ms) => {
      let isStopped = false
      timeline.plan(ms, () => enter(process, () => !isStopped && run()))
      return () => {
        isStopped = true
      }
    },
    storeOf: (process) => {
      const written = (value: string) => (isWritten: boolean) => isWritten && put(process, value)
      return {
        get: (key) => call(process, () => (backing === undefined ? entry : backing.get(key)), undefined),
        add: (key, value) =>
          call(
            process,
            () => {
              if (backing !== undefined) return backing.add(key, value).then(written(value))
              return entry === undefined && put(process, value)
            },
            false,
          ),
        replace: (key, from, to) =>
          call(
            process,
            () => {
              if (backing !== undefined) return backing.replace(key, from, to).then(written(to))
              return entry === from && put(process, to)
            },
            false,
          ),
      }
    },
  }
}

type Ended<Value> = { readonly value: Value } | { readonly error: unknown }

function tryTo<Value>(act: () => Value): Ended<Value> {
  try {
    return { value: act() }
  } catch (error) {
    return { error }
  }
}
