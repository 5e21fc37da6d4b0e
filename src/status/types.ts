/**
 * Where an invoice stands. The gateway may add to these.
 *
 * `paid` and `paid_over` are money received in full; `wrong_amount` is money received, but too little.
 * Source: doc.cryptomus.com, "Payment statuses".
 */
export type PaymentStatus =
  | 'check'
  | 'process'
  | 'confirm_check'
  | 'wrong_amount_waiting'
  | 'paid'
  | 'paid_over'
  | 'wrong_amount'
  | 'cancel'
  | 'fail'
  | 'system_fail'
  | 'locked'
  | 'refund_process'
  | 'refund_fail'
  | 'refund_paid'
  | (string & {})

/**
 * Where a payout stands. The gateway may add to these.
 *
 * `fail` is the end only together with `is_final: true`; support can send it again before.
 * Source: doc.cryptomus.com, "Payout statuses".
 */
export type PayoutStatus = 'process' | 'check' | 'paid' | 'fail' | 'cancel' | 'system_fail' | (string & {})
