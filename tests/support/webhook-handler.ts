import { refusalReason } from '../../src/call/refusal-reason.ts'
import { createError } from '../../src/errors/create-error.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { createWebhookHandler } from '../../src/webhooks/handler/create-webhook-handler.ts'
import { resolveHandlerOptions } from '../../src/webhooks/handler/options.ts'
import type { DeliveryContext, WebhookHandle, WebhookHandlerOptions } from '../../src/webhooks/handler/types.ts'
import { toEvent } from '../../src/webhooks/parse-webhook.ts'
import type { WebhookEvent } from '../../src/webhooks/types.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { payoutSample } from '../fixtures/payouts.ts'
import { payment, paymentKey, payout, payoutKey } from './webhooks.ts'

type Body = NonNullable<RequestInit['body']>

/** Options that fit, for tests that are about one of them. */
const plain: WebhookHandlerOptions = { apiKey: paymentKey, payoutApiKey: payoutKey, confirm: false, on: {} }

/** A handler with the keys of the tests and `confirm: false`, unless the options differ. */
export const openHandler = (options: Partial<WebhookHandlerOptions> = {}): WebhookHandle =>
  createWebhookHandler({ ...plain, ...options })

/** The same options, checked. */
export const settingsOf = (options: Partial<WebhookHandlerOptions> = {}) =>
  resolveHandlerOptions({ ...plain, ...options })

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
