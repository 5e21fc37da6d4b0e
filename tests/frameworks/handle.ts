import { createWebhookHandler } from 'cryptomus-kit/webhooks'

/**
 * Handler of every server here. In production, pass a client as `confirm`, a `store` and `expected`: `confirm: false` is only for
 * this test, which reaches no gateway.
 */
export const handle = createWebhookHandler({
  apiKey: process.env.CRYPTOMUS_API_KEY,
  confirm: false,
  on: { wallet: (event) => console.log(`${event.order_id} received ${event.payment_amount}`) },
})
