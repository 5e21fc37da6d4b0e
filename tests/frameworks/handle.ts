import { createWebhookHandler } from 'cryptomus-kit/webhooks'

/** The handler that every server here has; a real one is given its client as `confirm`. */
export const handle = createWebhookHandler({
  apiKey: process.env.CRYPTOMUS_API_KEY,
  confirm: false,
  on: { wallet: (event) => console.log(`${event.order_id} received ${event.payment_amount}`) },
})
