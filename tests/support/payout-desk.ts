import type { ClientOptions } from '../../src/call/client-options.ts'
import { createCallerWith } from '../../src/call/create-caller.ts'
import type { Fetch } from '../../src/call/types.ts'
import { createClient } from '../../src/client.ts'
import { closePayout } from '../../src/flows/close-payout.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import type { EnsurePayoutOptions } from '../../src/flows/types.ts'
import { items } from '../../src/operations/paging.ts'
import type { CreatePayoutParams } from '../../src/operations/payouts/create-payout.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { SandboxOptions } from '../../src/sandbox/types.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { createClocks, turn } from './clocks.ts'
import { startAt } from './sandbox.ts'

/** Minimum params of a payout that the sandbox makes. */
export const withdrawal = {
  amount: '10',
  currency: 'USDT',
  network: 'tron',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
  order_id: 'withdrawal-1',
} as const satisfies CreatePayoutParams

/** Milliseconds of the default of `graceMs`. */
export const graceMs = 120_000

/** A request on its way: `next` carries it to the gateway. */
type Road = (request: { readonly isCreate: boolean; readonly next: () => ReturnType<Fetch> }) => ReturnType<Fetch>

/** Connection that was refused, as `fetch` of Node rejects with it: nothing left. */
export const refusedConnection = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })

/** An answer of the gateway, as JSON. */
export const answerOf = (status: number, body: object) => Response.json(body, { status })

/** One gateway in memory, one store, and workers that make payouts with them, in a time that passes when it is told to. */
export function openPayoutDesk(options: SandboxOptions = {}) {
  const clocks = createClocks(startAt)
  const sandbox = createSandbox({ startAt, ...options, wire: { payoutMs: Number.POSITIVE_INFINITY, ...options.wire } })
  const own = createClient(sandbox.clientOptions)
  const entries = memoryStore()
  const keys = new Set<string>()
  const requests: { readonly isCreate: boolean; readonly at: number; readonly body: Record<string, unknown> }[] = []
  const store: Store = {
    get: entries.get,
    add: (key, value) => {
      keys.add(key)
      return entries.add(key, value)
    },
    replace: entries.replace,
  }
  const desk = {
    sandbox,
    store,
    /** The gateway's answers, unless a test puts something else between. */
    road: (async ({ next }) => next()) as Road,
    clocks,
    now: () => startAt + clocks.now(),
    sleep: (ms: number) => new Promise<void>((resolve) => void clocks.setTimer(resolve, ms)),
    /** A worker of its own, with settings of its own. */
    worker: (settings: Partial<ClientOptions> = {}) => {
      const fetch: Fetch = async (url, init) => {
        const isCreate = url.endsWith('/v1/payout')
        requests.push({ isCreate, at: clocks.now(), body: JSON.parse(init.body ?? '{}') })
        const next = async () => sandbox.clientOptions.fetch(url, init)
        return desk.road({ isCreate, next })
      }
      return createCallerWith({ ...sandbox.clientOptions, fetch, ...settings }, clocks)
    },
    /** Options of the flows, in the desk's time. */
    options: (given: Partial<EnsurePayoutOptions> = {}): EnsurePayoutOptions => ({
      store,
      now: desk.now,
      sleep: desk.sleep,
      ...given,
    }),
    ensure: (params: Partial<CreatePayoutParams> = {}, given: Partial<EnsurePayoutOptions> = {}) =>
      desk.pass(ensurePayout(desk.worker(), { ...withdrawal, ...params }, desk.options(given))),
    close: (params: Partial<CreatePayoutParams> = {}, given: Partial<EnsurePayoutOptions> = {}) =>
      desk.pass(closePayout(desk.worker(), { ...withdrawal, ...params }, desk.options(given))),
    /** Waits for a promise. Time passes only when nothing else is left to do. */
    pass: async <Value>(promise: Promise<Value>): Promise<Value> => {
      let isOpen = true
      const done = promise.finally(() => {
        isOpen = false
      })
      done.catch(() => {})
      for (let idle = 0; isOpen && idle < 100; idle += 1) {
        await turn()
        if (isOpen && idle > 10 && clocks.fire()) idle = 0
      }
      if (isOpen) throw new Error('the promise waits for something else than a timer')
      return done
    },
    wait: (ms: number) => clocks.advance(ms),
    requests,
    creates: () => requests.filter(({ isCreate }) => isCreate),
    reads: () => requests.filter(({ isCreate }) => !isCreate),
    /** The order_ids that the gateway has made a payout for. */
    made: async () => {
      const found: string[] = []
      for await (const { order_id: orderId } of items(own.payouts.list)) found.push(String(orderId))
      return found
    },
    /** What the store holds, parsed. */
    entries: async () =>
      Promise.all([...keys].map(async (key) => ({ key, ...JSON.parse((await entries.get(key)) ?? '{}') }))),
    own,
  }
  return desk
}
