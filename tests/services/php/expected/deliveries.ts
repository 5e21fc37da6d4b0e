import type { GatewayId } from '../../../../src/env.ts'
import { testStatuses } from './webhooks.ts'

const paid = ['confirm_check', 'paid']
const waiting = ['confirm_check', 'wrong_amount_waiting']
const refunded = [...paid, 'refund_process', 'refund_paid']

const invoices = {
  'strings-1': paid,
  paid: refunded,
  'Заказ-注文_42_paid': paid,
  over: ['confirm_check', 'paid_over'],
  'topped-up': [...waiting, ...paid],
  single: ['confirm_check', 'wrong_amount'],
  close: paid,
  expired: ['cancel', ...paid],
  chosen: paid,
  'forced-process': ['process'],
  'forced-fail': ['fail'],
  'forced-system_fail': ['system_fail'],
  'forced-locked': [...paid, 'locked'],
  'forced-refund_fail': [...paid, 'refund_process', 'refund_fail'],
  // The invoice itself, ten times again.
  resent: [...paid, ...Array<string>(10).fill('paid')],
}

const invoicesOf = {
  cryptomus: { short: [...waiting, 'wrong_amount', 'paid'], marked: [...waiting, 'paid'] },
  heleket: { short: [...waiting, 'wrong_amount'], part: refunded, whole: refunded },
}

// Each top-up is a payment of its own under the order_id of its wallet. What a blocked wallet gets is none.
const wallets = { кошелёк_1: [...paid, ...paid] }

const payouts = {
  'payout-1': ['paid'],
  'Заказ-注文_42': ['paid'],
  'payout-failed': ['fail'],
  'payout-later': ['fail', 'paid'],
  'payout-check': ['check'],
  'payout-cancel': ['cancel'],
  'payout-system_fail': ['system_fail'],
  'payout-aml': ['fail'],
}

/** The statuses that the webhooks of an order tell of, in their order, by `type order_id`. */
export function journeysOf(gateway: GatewayId): Readonly<Record<string, readonly string[]>> {
  const tables = { payment: { ...invoices, ...invoicesOf[gateway] }, wallet: wallets, payout: payouts }
  return Object.fromEntries(
    Object.entries(tables).flatMap(([type, table]) =>
      Object.entries(table).map(([orderId, statuses]) => [`${type} ${orderId}`, statuses]),
    ),
  )
}

/** How many test webhooks of each type and status are asked for, by `type status`. */
export function testsAskedFor(gateway: GatewayId): Readonly<Record<string, number>> {
  const once = Object.entries(testStatuses(gateway)).flatMap(([type, statuses]) =>
    statuses.map((status) => `${type} ${status}`),
  )
  // Those of payouts are asked for with either key, and two more have a row of their own.
  const again = [...once.filter((name) => name.startsWith('payout ')), 'payment paid', 'payment paid']
  const counts: Record<string, number> = {}
  for (const name of [...once, ...again]) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

const ofPayment =
  'type uuid order_id amount payment_amount payment_amount_usd merchant_amount commission is_final status from wallet_address_uuid network currency payer_currency payer_amount payer_amount_exchange_rate additional_data convert transfer_id txid sign'
const ofPayout =
  'type uuid order_id amount merchant_amount commission is_final status fail_reason txid currency network payer_currency payer_amount sign'

/** The fields of a webhook in the order of the documentation; those that may be absent among them. */
export const fieldsOf = (type: string): readonly string[] => (type === 'payout' ? ofPayout : ofPayment).split(' ')
export const mayBeAbsent: readonly string[] = ['convert', 'transfer_id', 'txid', 'fail_reason']
