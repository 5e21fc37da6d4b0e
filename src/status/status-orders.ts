/**
 * The statuses of each kind of record, from the one that says least to the one that says most.
 *
 * Source: doc.cryptomus.com, "Payment statuses" and "Payout statuses"; the order is this package's own.
 */
export const statusOrders = {
  payment: [
    'check',
    'process',
    'confirm_check',
    'wrong_amount_waiting',
    'fail',
    'system_fail',
    'cancel',
    'locked',
    'wrong_amount',
    'paid',
    'paid_over',
    'refund_process',
    'refund_fail',
    'refund_paid',
  ],
  payout: ['process', 'check', 'cancel', 'system_fail', 'fail', 'paid'],
} as const
