// Answers of the documented shape, with invented values.

/** An invoice, as it is right after it was created in a fiat currency. */
export const paymentSample = {
  uuid: '4a1f6d52-93c7-4e0b-8d2a-6b5c4d3e2f10',
  order_id: 'order-1',
  amount: '15.00',
  payment_amount: null,
  payment_amount_usd: null,
  payer_amount: null,
  payer_amount_exchange_rate: null,
  discount_percent: null,
  discount: '0.00000000',
  payer_currency: null,
  currency: 'USD',
  comments: null,
  merchant_amount: null,
  network: null,
  address: null,
  from: null,
  txid: null,
  payment_status: 'check',
  url: 'https://pay.cryptomus.com/pay/4a1f6d52-93c7-4e0b-8d2a-6b5c4d3e2f10',
  expired_at: 1_790_000_000,
  status: 'check',
  is_final: false,
  additional_data: null,
  created_at: '2026-05-01T10:00:00+03:00',
  updated_at: '2026-05-01T10:00:00+03:00',
}

/** A payout, as it is right after it was created: without `order_id` and dates. */
export const payoutSample = {
  uuid: '7e2d9c41-0a6b-4f58-b3c1-9d8e7f605142',
  amount: '7',
  currency: 'USDT',
  network: 'TRON',
  address: 'TXinventedAddressOfNobody0000000000',
  txid: null,
  status: 'process',
  is_final: false,
  balance: '42.00000000',
  payer_currency: 'USDT',
  payer_amount: '7.00000000',
}

/** A payout, as a list holds it. */
export const listedPayoutSample = {
  ...payoutSample,
  order_id: null,
  payment_status: null,
  created_at: '2026-05-01T10:00:00+03:00',
  updated_at: '2026-05-01T10:05:00+03:00',
}

/** A service, for payments and for payouts alike. */
export const serviceSample = {
  network: 'tron',
  currency: 'USDT',
  is_available: true,
  limit: { min_amount: '0.50000000', max_amount: '10000000.00000000' },
  commission: { fee_amount: '1.00000000', percent: '0.40' },
}

/** Where a page stands, for one that another follows. */
export const paginateSample = {
  count: 1,
  hasPages: true,
  nextCursor: 'eyJpZCI6MTUsIl9wb2ludHNUb05leHRJdGVtcyI6dHJ1ZX0',
  previousCursor: null,
  perPage: 15,
}

/** The answer to a question about balances. */
export const balanceSample = [
  {
    balance: {
      merchant: [{ uuid: '2f0c', balance: '12.50000000', currency_code: 'USDT', balance_usd: '12.49' }],
      user: [{ uuid: '91ab', balance: '0.00010000', currency_code: 'BTC' }],
    },
  },
]

/** The least that creates an invoice. */
export const invoice = { amount: '15.00', currency: 'USD', order_id: 'order-1' } as const

/** The least that creates a payout. */
export const payout = {
  amount: '7',
  currency: 'USDT',
  network: 'tron',
  order_id: 'payout-1',
  address: 'TXinventedAddressOfNobody0000000000',
  is_subtract: true,
} as const
