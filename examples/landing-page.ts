/**
 * The page that a payer comes back to. It does not wait for the webhook: it waits for the payment itself, and shows whether it has arrived.
 *
 * Run it with `npx tsx examples/landing-page.ts`. A sandbox plays the gateway; it delivers no webhook at all here.
 */
import {
  createClient,
  createWebhookHandler,
  memoryStore,
  type PaymentEvent,
  settle,
  waitForPayment,
} from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'

const sandbox = createSandbox()
const client = createClient(sandbox.clientOptions)
const shipped: PaymentEvent[] = []

export const handle = createWebhookHandler({
  ...sandbox.clientOptions,
  confirm: client,
  store: memoryStore(),
  expected: ({ order_id }) => (order_id === 'order-1' ? { amount: '25.00', currency: 'USDT' } : undefined),
  on: {
    'payment.paid': (event) => void shipped.push(event),
    'payment.paid_over': (event) => void shipped.push(event),
    'payment.mismatch': (event, { mismatch }) => console.error('look at this one:', event.order_id, mismatch),
  },
})

let isPaying = false
/** Waits on the sandbox's clock, where the payer may pay meanwhile. Leave it out in production. */
const sleep = async (ms: number) => {
  await sandbox.advance(Math.round(ms))
  if (isPaying) await sandbox.pay(uuid)
  isPaying = false
}

/** Serves `/thanks?order=order-1`, where `url_success` leads. */
export async function thanks(request: Request): Promise<Response> {
  const order_id = new URL(request.url).searchParams.get('order') ?? ''
  if (order_id !== 'order-1') return new Response('There is no such order.', { status: 404 })
  // A page that waits for some seconds reads less often than one that is loaded again and again. The result is read again below.
  await settle(waitForPayment(client, { order_id }, { timeoutMs: 8_000, signal: request.signal, sleep }))
  const { result, event } = await handle.check({ order_id })
  // The uuid and the status come from the gateway's record, never from the query string.
  if (event?.isPaid && (result === 'handled' || result === 'duplicate')) return new Response('Paid. Thank you!')
  return new Response('We are waiting for your payment.', { headers: { refresh: '5' } })
}

const visit = async () => (await thanks(new Request('https://shop.example/thanks?order=order-1'))).text()

const order = { amount: '25.00', currency: 'USDT', network: 'tron', order_id: 'order-1' }
const { uuid } = await client.payments.create(order)
console.log(`before: ${await visit()}`)
isPaying = true
console.log(`while it waits: ${await visit()}`)
console.log(`again: ${await visit()}`)
console.log(`shipped ${shipped.length} time`)
