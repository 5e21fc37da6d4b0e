import type { Client } from '../../src/index.ts'

// Compiled, never run: each operation that takes params refuses numbers for money and what is missing.

declare const client: Client
const address = 'TXinventedAddressOfNobody0000000000'
const pair = { currency: 'USDT', network: 'tron' }
const plan = { amount: '15', currency: 'USD', name: 'Gold plan', period: 'monthly' } as const
const cost = { currency: 'USDT', address, is_subtract: true }

export const numbersAsAmounts = () => [
  // @ts-expect-error: numbers lose digits of money
  client.payouts.calculate({ ...cost, amount: 7 }),
  // @ts-expect-error: numbers lose digits of money
  client.transfers.toPersonal({ amount: 7, currency: 'USDT' }),
  // @ts-expect-error: numbers lose digits of money
  client.transfers.toBusiness({ amount: 7, currency: 'USDT' }),
  // @ts-expect-error: numbers lose digits of money
  client.recurrences.create({ ...plan, amount: 15 }),
  // @ts-expect-error: numbers lose digits of money
  client.recurrences.create({ ...plan, discount_days: 30, discount_amount: 5 }),
]

export const somethingMissing = () => [
  // @ts-expect-error: one of uuid and order_id is needed
  client.payments.refund({ address, is_subtract: true }),
  // @ts-expect-error: who bears the fee has no default
  client.payments.refund({ uuid: 'u', address }),
  // @ts-expect-error: one of uuid, order_id and txid is needed
  client.payments.resendWebhook({}),
  // @ts-expect-error: one of uuid and order_id is needed
  client.payments.markAsPaid({}),
  // @ts-expect-error: params are needed
  client.payments.createQr(),
  // @ts-expect-error: nothing tells two wallets without an order_id apart
  client.wallets.create(pair),
  // @ts-expect-error: one of uuid and order_id is needed
  client.wallets.block({ is_force_refund: true }),
  // @ts-expect-error: money goes somewhere
  client.wallets.refundBlocked({ uuid: 'u' }),
  // @ts-expect-error: params are needed
  client.wallets.createQr({}),
  // @ts-expect-error: one of uuid and order_id is needed
  client.payouts.get({}),
  // @ts-expect-error: money goes somewhere
  client.payouts.calculate({ amount: '7', currency: 'USDT', is_subtract: true }),
  // @ts-expect-error: an amount of something
  client.transfers.toPersonal({ amount: '7' }),
  // @ts-expect-error: params are needed
  client.transfers.toBusiness(),
  // @ts-expect-error: how often is it charged
  client.recurrences.create({ amount: '15', currency: 'USD', name: 'Gold plan' }),
  // @ts-expect-error: one of uuid and order_id is needed
  client.recurrences.get({}),
  // @ts-expect-error: one of uuid and order_id is needed
  client.recurrences.cancel(),
  // @ts-expect-error: how much is it
  client.discounts.set(pair),
  // @ts-expect-error: params are needed
  client.rates.list(),
  // @ts-expect-error: it is sent somewhere
  client.testWebhooks.payment(pair),
  // @ts-expect-error: it is sent somewhere
  client.testWebhooks.wallet(pair),
  // @ts-expect-error: it is about a currency
  client.testWebhooks.payout({ url_callback: 'https://shop.example/hook', network: 'tron' }),
  // @ts-expect-error: one of uuid and order_id is needed
  client.amlLinks.list(),
]
