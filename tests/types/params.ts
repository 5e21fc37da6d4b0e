import { type Client, type CreatePaymentParams, createPayment, type RecordRef } from '../../src/index.ts'
import type { Assignable, Equal, Expect } from './equal.ts'

// Compiled, never run: what the compiler refuses here is refused in an editor.

declare const client: Client
const invoice = { amount: '15', currency: 'USD', order_id: 'order-1' }
const payout = { amount: '7', currency: 'USDT', order_id: 'payout-1', address: 'T', is_subtract: true }

export const accepted = () => [
  client.payments.create(invoice),
  client.payments.create({ ...invoice, network: undefined, lifetime: 300, currencies: [{ currency: 'USDT' }] }),
  client.payments.create({ ...invoice, course_source: 'Binance' }),
  client.payments.create({ ...invoice, course_source: 'NextYear' }),
  client.payments.create(invoice, { signal: AbortSignal.timeout(5), timeoutMs: 5, extra: { payer_email: 'a' } }),
  client.payments.get({ uuid: 'u' }),
  client.payments.get({ order_id: 'o' }),
  client.payments.list({ cursor: 'c' }),
  client.payments.list({ date_from: new Date(), date_to: '2026-01-31 23:59:59' }),
  client.payouts.create({ ...payout, priority: 'fastest', from_currency: 'USDT' }),
]

export const argumentsLeftOut = () => [
  client.balance.get(),
  client.balance.get({}),
  client.balance.get({}, { timeoutMs: 5 }),
  client.balance.get(undefined, { timeoutMs: 5 }),
  client.payments.list(),
  client.payments.listServices(),
  client.payouts.list(),
  client.payouts.listServices(),
]

export const refused = () => [
  // @ts-expect-error: seconds or milliseconds since 1970 are no time of the gateway
  client.payments.list({ date_from: 1_790_000_000 }),
  // @ts-expect-error: numbers lose digits of money
  client.payments.create({ ...invoice, amount: 15 }),
  // @ts-expect-error: numbers lose digits of money
  client.payouts.create({ ...payout, amount: 7 }),
  // @ts-expect-error: nothing tells two invoices without an order_id apart
  client.payments.create({ amount: '15', currency: 'USD' }),
  // @ts-expect-error: nothing tells two payouts without an order_id apart
  client.payouts.create({ amount: '7', currency: 'USDT', address: 'T', is_subtract: true }),
  // @ts-expect-error: who bears the fee has no default
  client.payouts.create({ amount: '7', currency: 'USDT', order_id: 'o', address: 'T' }),
  // @ts-expect-error: it is url_callback
  client.payments.create({ amount: '15', currency: 'USD', order_id: 'o', url_calback: 'https://shop.example' }),
  // @ts-expect-error: names of the wire are never renamed
  client.payments.create({ amount: '15', currency: 'USD', orderId: 'o' }),
  // @ts-expect-error: endpoints disagree about which one wins
  client.payments.get({ uuid: 'u', order_id: 'o' }),
  // @ts-expect-error: one of uuid and order_id is needed
  client.payments.get({}),
  // @ts-expect-error: one of uuid and order_id is needed
  client.payments.get(),
  // @ts-expect-error: an option among the params
  client.payments.get({ uuid: 'u', timeoutMs: 5 }),
  // @ts-expect-error: a misspelt option
  client.payments.get({ uuid: 'u' }, { timeout: 5 }),
  // @ts-expect-error: a param where none is taken
  client.balance.get({ currency: 'USDT' }),
  // @ts-expect-error: the page after the last one is none
  client.payments.list({ cursor: null }),
  // @ts-expect-error: params are needed
  client.payments.create(),
  // @ts-expect-error: the gateway takes a yes or no
  client.payments.create({ ...invoice, is_refresh: 'yes' }),
  // @ts-expect-error: a caller comes first
  createPayment(invoice),
]

// @ts-expect-error: a client has these groups, and can be given no other
client.payments = {}
// @ts-expect-error: nor another member
client.payments.create = async () => undefined

export type Proofs = [
  Expect<Equal<CreatePaymentParams['amount'], string>>,
  Expect<Equal<Parameters<Client['payments']['create']>[0], CreatePaymentParams>>,
  Expect<Equal<Parameters<Client['payments']['get']>[0], RecordRef>>,
  Expect<Assignable<{ uuid: string }, RecordRef>>,
  Expect<Equal<Assignable<{ uuid: string; order_id: string }, RecordRef>, false>>,
]
