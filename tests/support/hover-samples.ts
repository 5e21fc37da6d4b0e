// Uses of the client as people write them. The name that a hover has to explain stands behind the `^`.

/** Params that are given in a call. */
export const paramSamples: readonly string[] = [
  "client.payments.get({ ^order_id: 'o-1' })",
  "client.payments.refund({ uuid: '0b1e', address: 'T', ^is_subtract: true })",
  "client.wallets.create({ currency: 'USDT', network: 'tron', ^order_id: 'o-1' })",
  "client.wallets.block({ uuid: '0b1e', ^is_force_refund: true })",
  "client.payouts.list({ ^date_from: '2026-01-31 00:00:00' })",
  "client.recurrences.create({ amount: '1', currency: 'USD', name: 'Tea', ^period: 'weekly' })",
  "client.discounts.set({ currency: 'USDT', network: 'tron', ^discount_percent: 5 })",
  "client.testWebhooks.payout({ url_callback: 'https://a.b', currency: 'USDT', network: 'tron', ^status: 'paid' })",
]

/** Fields that are read from a result. */
export const resultSamples: readonly string[] = [
  "(await client.payments.get({ uuid: '0b1e' })).^payer_amount",
  '(await client.payments.list()).paginate.^nextCursor',
  "(await client.wallets.block({ uuid: '0b1e' })).^status",
  "(await client.payouts.get({ uuid: '0b1e' })).convert?.^rate",
  "(await client.transfers.toPersonal({ amount: '1', currency: 'USDT' })).^merchant_balance",
  "(await client.recurrences.get({ order_id: 'o-1' })).^last_pay_off",
  '(await client.discounts.list())[0]?.^discount',
  '(await client.balance.get())[0]?.balance.merchant[0]?.^balance_usd',
  "(await client.rates.list({ currency: 'ETH' }))[0]?.^course",
  "(await client.amlLinks.list({ uuid: '0b1e' }))[0]?.^link",
]
