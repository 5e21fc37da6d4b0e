import { signWebhook } from 'cryptomus-kit/webhooks'

/** A webhook as the gateway sends it: the fields of a paid invoice, in their order. */
export const genuineBody = (apiKey: string): string =>
  signWebhook(
    {
      type: 'payment',
      uuid: '62f88b36-a9d5-4fa6-aa26-e040c3dbf26d',
      order_id: '97a75bf8eda5cca41ba9d2e104840fcd',
      amount: '3.00000000',
      payment_amount: '3.00000000',
      payment_amount_usd: '0.23',
      merchant_amount: '2.94000000',
      commission: '0.06000000',
      is_final: true,
      status: 'paid',
      from: 'THgEWubVc8tPKXLJ4VZ5zbiiAK7AgqSeGH',
      wallet_address_uuid: null,
      network: 'tron',
      currency: 'TRX',
      payer_currency: 'TRX',
      payer_amount: '3.00000000',
      payer_amount_exchange_rate: '1.00000000',
      additional_data: null,
      convert: { to_currency: 'USDT', commission: null, rate: '0.07700000', amount: '0.22638000' },
      txid: '6f0d9c8374db57cac0d806251473de754f361c83a03cd805f74aa9da3193486b',
    },
    apiKey,
  )
