import { createWebhookHandler } from 'cryptomus-kit/webhooks'

interface Env {
  readonly CRYPTOMUS_API_KEY: string
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    const handle = createWebhookHandler({
      apiKey: env.CRYPTOMUS_API_KEY,
      // Only for this test, which reaches no gateway. In production, pass a client, a `store` and `expected`.
      confirm: false,
      on: { wallet: (event) => console.log(`${event.order_id} received ${event.payment_amount}`) },
      // Cloudflare sets it on each request, whatever the sender says.
      clientIp: ({ headers }) => headers.get('cf-connecting-ip') ?? undefined,
    })
    return handle(request)
  },
}
