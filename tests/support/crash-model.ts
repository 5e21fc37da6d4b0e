import assert from 'node:assert/strict'
import type { Store } from '../../src/stores/types.ts'
import { createWebhookHandler } from '../../src/webhooks/handler/create-webhook-handler.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import type { Random } from './random.ts'
import { payment, paymentKey } from './webhooks.ts'

// A model of several processes that receive one event, each of which can die wherever it waits for something. What waits,
// and in which order it goes on, is up to chance; so is who dies, and whether before or after the effect of what it
// waited for.

const leaseMs = 3000

/** Setting of a schedule. */
export interface CrashSettings {
  readonly store: Store
  readonly random: Random
  /** Makes every timer of a lease go off once. */
  readonly tick: () => void
  /** Distinguishes this schedule's event from those of others on the same store. */
  readonly uuid: string
  /** Effect of the handler, beside being counted. */
  readonly act?: (uuid: string) => Promise<void>
}

/** Result of a schedule. */
export interface CrashOutcome {
  /** Number of times that the handler's effect was done. */
  readonly effects: number
  /** Number of times that it was done by a handler that stores the event in the same transaction. */
  readonly credits: number
  /** Number of processes that died after the effect and before the event was stored as done. */
  readonly excuses: number
  /** Number of processes that died. */
  readonly deaths: number
}

interface Process {
  isDead: boolean
  hasActed: boolean
  leaseUntil: number
  status: number | undefined
}

interface Parked {
  readonly process: Process
  readonly what: string
  /** Does what was waited for, and then lets the process go on unless it died meanwhile. */
  readonly run: (diesAfter: boolean) => Promise<void>
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Runs one schedule to its end: until a delivery was acknowledged. */
export async function runCrashSchedule({ store, random, tick, uuid, act }: CrashSettings): Promise<CrashOutcome> {
  let now = 1_000_000
  let [effects, excuses, deaths] = [0, 0, 0]
  const credited = new Set<string>()
  const parked: Parked[] = []
  const processes: Process[] = []
  let mayDie = true

  const die = (process: Process) => {
    process.isDead = true
    deaths += 1
    if (process.hasActed) excuses += 1
  }

  /** Waits for something, which a process may not survive. */
  const at = <Value>(process: Process, what: string, wait: () => Promise<Value> | Value) =>
    new Promise<Value>((resolve, reject) => {
      if (process.isDead) return
      const run = async (diesAfter: boolean) => {
        const ended = await Promise.resolve(wait()).then(
          (value) => () => resolve(value),
          (error) => () => reject(error),
        )
        if (diesAfter) die(process)
        else if (!process.isDead) ended()
      }
      parked.push({ process, what, run })
    })

  const storeOf = (process: Process): Store => {
    const wrote = (value: string) => {
      process.leaseUntil = Number(/^running until (\d+)/.exec(value)?.[1] ?? process.leaseUntil)
      if (value.startsWith('done')) process.hasActed = false
    }
    return {
      get: (key) => at(process, 'get', () => store.get(key)),
      add: (key, value) =>
        at(process, 'add', async () => {
          const isWritten = await store.add(key, value)
          if (isWritten) wrote(value)
          return isWritten
        }),
      replace: (key, from, to) =>
        at(process, 'replace', async () => {
          const isWritten = await store.replace(key, from, to)
          if (isWritten) wrote(to)
          return isWritten
        }),
    }
  }

  const body = signWebhook({ ...payment, uuid }, paymentKey)
  const record = { ...payment, uuid, payment_status: 'paid' }

  const deliver = () => {
    const process: Process = { isDead: false, hasActed: false, leaseUntil: 0, status: undefined }
    const handle = createWebhookHandler({
      apiKey: paymentKey,
      confirm: {
        payments: { get: () => at(process, 'read', () => record as never) },
        payouts: { get: async () => assert.fail() },
      },
      store: storeOf(process),
      leaseMs,
      now: () => now,
      on: {
        'payment.paid': async (event) => {
          for (const other of processes) {
            if (other === process || !other.hasActed) continue
            assert.ok(other.isDead && other.leaseUntil <= now, 'two runs within one lease')
          }
          await at(process, 'before the effect', () => {})
          await at(process, 'effect', async () => {
            await act?.(event.uuid)
            effects += 1
            process.hasActed = true
            credited.add(event.uuid)
          })
          await at(process, 'after the effect', () => {})
        },
      },
    })
    processes.push(process)
    const request = { method: 'POST', text: async () => body } as unknown as Request
    handle(request).then(({ status }) => {
      process.status = status
    })
  }

  const isAlive = ({ isDead, status }: Process) => !isDead && status === undefined
  const isBusy = (process: Process) => isAlive(process) && !parked.some((each) => each.process === process)

  const step = async () => {
    while (processes.some(isBusy)) await turn()
    const [next] = parked.splice(random.below(parked.length), 1)
    if (next === undefined || next.process.isDead) return
    const fate = mayDie ? random.next() : 1
    if (fate < 0.06) return die(next.process)
    await next.run(fate < 0.12)
    await turn()
  }

  /** Advances the time, in steps that leave living processes the time to renew their leases. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += leaseMs / 3) {
      now += leaseMs / 3
      tick()
      await turn()
      while (parked.some(({ process, what }) => what === 'replace' && isAlive(process))) await step()
    }
  }

  const isAcknowledged = () => processes.some(({ status }) => status === 200)
  for (let round = 0; !isAcknowledged(); round++) {
    assert.ok(round < 20, `lost: ${processes.map(({ status }) => status)}`)
    // The gateway sends again after a while, and people press their buttons: one to three at a time.
    mayDie = round < 10
    for (let count = 1 + random.below(3); count > 0; count--) deliver()
    while (processes.some(isAlive)) {
      await step()
      if (random.below(8) === 0) await pass(leaseMs / 3)
    }
    await pass(leaseMs * 2)
  }
  return { effects, credits: credited.size, excuses, deaths }
}
