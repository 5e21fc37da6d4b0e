import {
  type Client,
  createWebhookHandler,
  memoryStore,
  type Payment,
  type PaymentEvent,
  type Payout,
  type PayoutEvent,
  type RecordReader,
  readEnv,
  type WalletEvent,
  type WebhookHandle,
  type WebhookHandlerOptions,
  type WebhookHandlers,
} from '../../src/index.ts'
import type { Assignable, Equal, Expect } from './equal.ts'

declare const client: Client

/** Handlers know what they are handed without being told. */
export const handle = createWebhookHandler({
  ...readEnv({}),
  confirm: client,
  store: memoryStore(),
  expected: ({ order_id }) =>
    order_id === '' ? undefined : order_id === '1' ? 'any' : { amount: '1', currency: 'USD' },
  on: {
    'payment.paid': (event, { record, delivered, mismatch, unfinished, signal }) => {
      event satisfies PaymentEvent
      event.status satisfies 'paid'
      delivered satisfies PaymentEvent | undefined
      mismatch satisfies readonly ('amount' | 'currency' | 'unknown_order')[] | undefined
      unfinished satisfies readonly string[]
      signal.aborted satisfies boolean
      record satisfies Payment | undefined
    },
    wallet: async (event) => void (event satisfies WalletEvent),
    'payout.fail': (event, { record }) => {
      event satisfies PayoutEvent
      record satisfies Payout | undefined
    },
    '*': ({ type, status }) => `${type} ${status}`,
  },
})

const on = {}

export const refused = () => [
  // @ts-expect-error: whether to ask the gateway is for the owner to say
  createWebhookHandler({ apiKey: 'k', on }),
  // @ts-expect-error: yes needs somebody to ask
  createWebhookHandler({ apiKey: 'k', confirm: true, on }),
  // @ts-expect-error: a status that there is none of would never run
  createWebhookHandler({ apiKey: 'k', confirm: false, on: { 'payment.payed': () => {} } }),
  // @ts-expect-error: payouts are not refunded
  createWebhookHandler({ apiKey: 'k', confirm: false, on: { 'payout.refund_paid': () => {} } }),
  // @ts-expect-error: an amount is a string
  createWebhookHandler({ apiKey: 'k', confirm: false, on, expected: () => ({ amount: 1, currency: 'USD' }) }),
  // @ts-expect-error: what nobody confirms is a 401, whatever is observed
  createWebhookHandler({ apiKey: 'k', confirm: false, on: { unconfirmed: () => {} } }),
  // @ts-expect-error: a handler of payouts is handed no payment
  createWebhookHandler({ apiKey: 'k', confirm: false, on: { payout: (event: PaymentEvent) => event } }),
]

export type Proofs = [
  Expect<Assignable<Client, RecordReader>>,
  Expect<Assignable<WebhookHandle, (request: Request) => Promise<Response>>>,
  Expect<Equal<Parameters<NonNullable<WebhookHandlers['payment.paid']>>[0]['status'], 'paid'>>,
  Expect<Equal<undefined extends WebhookHandlerOptions['confirm'] ? true : false, false>>,
]
