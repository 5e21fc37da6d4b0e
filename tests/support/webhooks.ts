import { signWebhook } from '../../src/webhooks/sign-webhook.ts'

export const paymentKey = 'payment-key-0123456789abcdef'
export const payoutKey = 'payout-key-0123456789abcdef'

export const payment = {
  type: 'payment',
  uuid: '62f88b36-a9d5-4fa6-aa26-e040c3dbf26d',
  order_id: 'order-1',
  amount: '15.00000000',
  payment_amount: '15.00000000',
  is_final: true,
  status: 'paid',
  currency: 'USDT',
  txid: null,
}

/** As hard as the gateway's bodies get: slashes, and text of three scripts. */
export const wallet = {
  type: 'wallet',
  uuid: '0a3b1c8e-1111-4fa6-aa26-e040c3dbf26d',
  order_id: 'wallet/1',
  amount: '7.5',
  payment_amount: '7.5',
  is_final: true,
  status: 'paid_over',
  currency: 'TRX',
  additional_data: 'Заказ №1 / 漢字 🎉 "\u2028"',
}

export const payout = {
  type: 'payout',
  uuid: '9c2d7e4b-1f38-4f5a-8a77-2b6d0e9f1c33',
  order_id: 'po_77',
  amount: '3.00000000',
  is_final: true,
  status: 'paid',
  currency: 'USDT',
  convert: { to: ['a/b', 1.5e-9, { sign: 'keep me' }], none: null },
}

export const signedPayment = signWebhook(payment, paymentKey)
export const signedWallet = signWebhook(wallet, paymentKey)
export const signedPayout = signWebhook(payout, payoutKey)

/** The three fixtures that are tampered with. */
export const signedBodies = [
  { name: 'a payment', body: signedPayment, key: paymentKey },
  { name: 'a wallet with unicode and slashes', body: signedWallet, key: paymentKey },
  { name: 'a payout with a nested object', body: signedPayout, key: payoutKey },
] as const

/** Decoded body without its signature. */
export function contentOf(body: string): unknown {
  const { sign: _, ...content } = JSON.parse(body) as Record<string, unknown>
  return content
}
