import { refusalReason } from '../../src/call/refusal-reason.ts'
import { createError } from '../../src/errors/create-error.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import type { SetTimer } from '../../src/platform/waiting.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { createHandlerWith } from '../../src/webhooks/handler/create-webhook-handler.ts'
import { resolveHandlerOptions } from '../../src/webhooks/handler/options.ts'
import type {
  DeliveryContext,
  DeliveryReport,
  WebhookHandle,
  WebhookHandlerOptions,
} from '../../src/webhooks/handler/types.ts'
import { toEvent } from '../../src/webhooks/parse-webhook.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import type { WebhookEvent } from '../../src/webhooks/types.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { payoutSample } from '../fixtures/payouts.ts'
import { payment, paymentKey, payout, payoutKey } from './webhooks.ts'

type Body = NonNullable<RequestInit['body']>

/** Timers of which short ones end at once, as those of pauses, and long ones never. */
export const quickTimers: SetTimer = (run, ms) => {
  let isStopped = false
  if (ms < 2_500) setImmediate(() => isStopped || run())
  return () => {
    isStopped = true
  }
}

/** Timers that end when they are told to: all that were set with a number of milliseconds. */
export function heldTimers() {
  const set = new Map<object, { readonly run: () => void; readonly ms: number }>()
  const setTimer: SetTimer = (run, ms) => {
    const timer = {}
    set.set(timer, { run, ms })
    return () => void set.delete(timer)
  }
  const end = (ms: number) => {
    const due = [...set].filter(([, each]) => each.ms === ms)
    for (const [timer, { run }] of due) {
      set.delete(timer)
      run()
    }
    return due.length
  }
  return { setTimer, end, open: () => [...set.values()].map(({ ms }) => ms) }
}

/** Options that fit, for tests that are about one of them. */
const plain: WebhookHandlerOptions = {
  ...{ apiKey: paymentKey, payoutApiKey: payoutKey, confirm: false, on: {} },
  // The console is for those who have no logger.
  logger: false,
}

/** A handler with the keys of the tests and `confirm: false`, unless the options differ. */
export const openHandler = (options: Partial<WebhookHandlerOptions> = {}): WebhookHandle =>
  createHandlerWith({ ...plain, ...options }, quickTimers)

/** The same options, checked. */
export const settingsOf = (options: Partial<WebhookHandlerOptions> = {}) =>
  resolveHandlerOptions({ ...plain, ...options }, quickTimers)

/** A request that carries a webhook. */
export const hook = (body: Body, headers: Readonly<Record<string, string>> = {}, method = 'POST'): Request =>
  new Request('https://shop.test/hook', { method, headers, body, duplex: 'half' })

/** A request of another method, which has no body. */
export const bare = (method: string): Request => new Request('https://shop.test/hook', { method })

/** Delivers a request or a body, and returns the response that the sender sees. */
export async function deliver(handle: WebhookHandle, sent: Request | Body, context?: DeliveryContext) {
  const response = await handle(sent instanceof Request ? sent : hook(sent), context)
  return { status: response.status, text: await response.text(), headers: Object.fromEntries(response.headers) }
}

/** The event of a webhook, as it is before anything is read again. */
export const eventOf = (members: object = {}): WebhookEvent => toEvent(JSON.stringify({ ...payment, ...members }))

/** The event of a payout's webhook. */
export const payoutEventOf = (members: object = {}): WebhookEvent => toEvent(JSON.stringify({ ...payout, ...members }))

/** The gateway's record of the invoice of the tests. */
export const paymentRecord = {
  ...paymentSample,
  uuid: payment.uuid,
  order_id: payment.order_id,
  amount: '15.00',
  payment_amount: '15.00000000',
  payer_currency: 'USDT',
  currency: 'USDT',
  network: 'tron',
  payment_status: 'paid',
  status: 'paid',
  is_final: true,
  txid: 'tx-of-the-record',
} as const

/** The gateway's record of the payout of the tests: without its `order_id`, as documented. */
export const payoutRecord = {
  ...payoutSample,
  uuid: payout.uuid,
  amount: '3.00000000',
  status: 'paid',
  is_final: true,
  txid: 'tx-of-the-payout',
} as const

/** A reader of records that answers, or throws, what it is given, and keeps what it was asked. */
export function fakeReader(answers: {
  readonly payment?: unknown
  readonly payout?: unknown
  /** Record of a payout that is read by its order_id. @default payout */
  readonly named?: unknown
}) {
  const asked: unknown[] = []
  const answer = async (kind: string, params: object, value: unknown): Promise<never> => {
    asked.push([kind, params])
    if (value instanceof Error) throw value
    return value as never
  }
  const { payment: invoice, payout: sent, named = sent } = answers
  return {
    asked,
    payments: { get: (params: object) => answer('payment', params, invoice) },
    payouts: { get: (params: object) => answer('payout', params, 'order_id' in params ? named : sent) },
  }
}

/** Error of a client for a response that refuses. */
export const apiError = (
  status: number,
  gatewayMessage?: string,
  outcome: 'rejected' | 'unknown' = 'rejected',
): CryptomusError<'api'> =>
  createError('api', `said ${status}`, {
    ...{ status, errors: {}, gatewayMessage, outcome, attempts: 1 },
    reason: refusalReason(status, gatewayMessage),
  })

/** Error of a client without a response. */
export const networkError = (): CryptomusError<'network'> =>
  createError('network', 'no answer', { cause: new Error('ECONNRESET'), outcome: 'unknown', attempts: 3 })

/** A store in memory, some of whose functions do something else. */
export function fakeStore(other: (real: Store) => Partial<Store> = () => ({})) {
  const real = memoryStore()
  const calls: string[] = []
  const changed: Store = { ...real, ...other(real) }
  const store: Store = {
    get: (key) => {
      calls.push('get')
      return changed.get(key)
    },
    add: (key, value) => {
      calls.push('add')
      return changed.add(key, value)
    },
    replace: (key, from, to) => {
      calls.push('replace')
      return changed.replace(key, from, to)
    },
  }
  return { store, real, calls }
}

/** A clock that stands still until it is moved. */
export function fakeClock(startAt = 1_000_000) {
  let ms = startAt
  const pass = (by: number) => {
    ms += by
  }
  return { now: () => ms, pass }
}

/** Runs what waits for nothing but promises to its end. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A promise that is resolved from outside. */
export function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/**
 * A shop with a store of its own, whose records are what `show` last said. Tells which handlers ran, by the key of the state.
 */
export function openShop(options: Partial<WebhookHandlerOptions> = {}, setTimer: SetTimer = quickTimers) {
  let shown: object = {}
  const ran: string[] = []
  const reads: object[] = []
  const reports: DeliveryReport[] = []
  const store = memoryStore()
  const get = async (ref: object): Promise<never> => {
    reads.push(ref)
    if (shown instanceof Error) throw shown
    return { ...paymentRecord, ...shown } as never
  }
  const getPayout = async (ref: object): Promise<never> => {
    reads.push(ref)
    if (shown instanceof Error) throw shown
    return { ...payoutRecord, ...shown } as never
  }
  const run = (event: WebhookEvent) => void ran.push(event.stateKey.replace(`:${event.uuid}`, ''))
  const handle = createHandlerWith(
    {
      ...plain,
      confirm: { payments: { get }, payouts: { get: getPayout } },
      store,
      onDelivery: (told) => reports.push(told),
      on: { payment: run, wallet: run, payout: run },
      ...options,
    },
    setTimer,
  )
  const send = async (wire: object, key: string) => (await deliver(handle, signWebhook(wire, key))).status
  return {
    ...{ handle, ran, reads, reports, store, run },
    show: (record: object) => {
      shown = 'status' in record && !(record instanceof Error) ? { payment_status: record.status, ...record } : record
    },
    /** Delivers a webhook of the payment, or of the payout, of the tests. */
    tell: (members: object = {}) => send({ ...payment, ...members }, paymentKey),
    tellPayout: (members: object = {}) => send({ ...payout, ...members }, payoutKey),
    /** What is remembered of the payment. */
    entry: async (key = `payment:${payment.uuid}`) => JSON.parse((await store.get(key)) ?? '{}'),
  }
}
