import type { Client } from '../../src/index.ts'

// Compiled, never run: each operation refuses what is unknown, of another type or too much.

declare const client: Client
const address = 'TXinventedAddressOfNobody0000000000'
const both = { uuid: 'u', order_id: 'o' }
const pair = { currency: 'USDT', network: 'tron' }
const plan = { amount: '15', currency: 'USD', name: 'Gold plan', period: 'monthly' } as const
const hook = { ...pair, url_callback: 'https://shop.example/hook' }
const cost = { currency: 'USDT', address, is_subtract: true }

// Endpoints disagree about which one wins.
export const bothAtOnce = () => [
  // @ts-expect-error: keep one of them
  client.payments.refund({ ...both, address, is_subtract: true }),
  // @ts-expect-error: keep one of them
  client.payments.resendWebhook(both),
  // @ts-expect-error: keep one of them
  client.payments.resendWebhook({ uuid: 'u', txid: 'ab12' }),
  // @ts-expect-error: keep one of them
  client.payments.markAsPaid(both),
  // @ts-expect-error: keep one of them
  client.wallets.block(both),
  // @ts-expect-error: keep one of them
  client.wallets.refundBlocked({ ...both, address }),
  // @ts-expect-error: keep one of them
  client.payouts.get(both),
  // @ts-expect-error: keep one of them
  client.recurrences.get(both),
  // @ts-expect-error: keep one of them
  client.recurrences.cancel(both),
  // @ts-expect-error: keep one of them
  client.amlLinks.list(both),
]

export const unknownOrOfAnotherType = () => [
  // @ts-expect-error: it is is_subtract
  client.payments.refund({ uuid: 'u', address, is_subtract: true, is_substract: true }),
  // @ts-expect-error: nothing but the id
  client.payments.markAsPaid({ uuid: 'u', amount: '1' }),
  // @ts-expect-error: it is merchant_payment_uuid
  client.payments.createQr({ merchant_payment_uuid: 'u', wallet_address_uuid: 'u' }),
  // @ts-expect-error: an option among the params
  client.wallets.create({ ...pair, order_id: 'wallet-1', timeoutMs: 5 }),
  // @ts-expect-error: it is is_force_refund
  client.wallets.block({ uuid: 'u', is_refund: true }),
  // @ts-expect-error: a yes or no
  client.wallets.block({ uuid: 'u', is_force_refund: 'true' }),
  // @ts-expect-error: only payouts have a memo
  client.wallets.refundBlocked({ uuid: 'u', address, memo: 'm' }),
  // @ts-expect-error: it is wallet_address_uuid
  client.wallets.createQr({ wallet_address_uuid: 'u', merchant_payment_uuid: 'u' }),
  // @ts-expect-error: lists are cut by dates and a cursor
  client.payouts.list({ page: 2 }),
  // @ts-expect-error: nothing is created
  client.payouts.calculate({ ...cost, amount: '7', order_id: 'payout-1' }),
  // @ts-expect-error: a transfer has no id of yours
  client.transfers.toPersonal({ amount: '7', currency: 'USDT', order_id: 'o' }),
  // @ts-expect-error: periods are three
  client.recurrences.create({ ...plan, period: 'daily' }),
  // @ts-expect-error: a number of days
  client.recurrences.create({ ...plan, discount_days: '30', discount_amount: '5' }),
  // @ts-expect-error: recurrences are not cut by dates
  client.recurrences.list({ date_from: '2026-01-31 00:00:00' }),
  // @ts-expect-error: a percentage is no money
  client.discounts.set({ ...pair, discount_percent: '10' }),
  // @ts-expect-error: a param where none is taken
  client.discounts.list({ currency: 'USDT' }),
  // @ts-expect-error: all rates of a currency
  client.rates.list({ currency: 'ETH', to: 'BTC' }),
  // @ts-expect-error: this status is never tested
  client.testWebhooks.payment({ ...hook, status: 'confirm_check' }),
  // @ts-expect-error: it is status
  client.testWebhooks.wallet({ ...hook, payment_status: 'paid' }),
  // @ts-expect-error: payouts are not paid over
  client.testWebhooks.payout({ ...hook, status: 'paid_over' }),
]
