/**
 * Takes a payment, sends a payout whose response is lost, and refuses a forged webhook and an invalid request.
 *
 * Run it with `npm run demo`. It needs no keys: a sandbox on this machine plays the gateway, over real HTTP.
 *
 * In production, leave the sandbox out. `createClient(readEnv(process.env))` makes a client with your own keys, and the
 * gateway and its payers do what `gateway.sandbox` does here.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createClient,
  createWebhookHandler,
  ensurePayout,
  explainWebhook,
  memoryStore,
  type PaymentEvent,
  type PayoutEvent,
  payoutOrderId,
  settle,
  toNodeListener,
} from 'cryptomus-kit'
import { serveSandbox } from 'cryptomus-kit/sandbox/server'
import { heading, note, ok, refused, summary } from './support/print.ts'

const startedAt = performance.now()

// The gateway and the client. `clientOptions` holds the sandbox's address and its keys.
const gateway = await serveSandbox()
const { apiKey, payoutApiKey } = gateway.clientOptions
const client = createClient(gateway.clientOptions)

// The webhook endpoint. The gateway calls it when a payment or a payout changes. These two lists stand for the database of a
// shop, so that the demo can print later what the handlers received.
const paid: PaymentEvent[] = []
const settled: PayoutEvent[] = []
const handle = createWebhookHandler({
  apiKey, // verifies webhooks of payments
  payoutApiKey, // verifies webhooks of payouts, which the gateway signs with another key
  confirm: client, // reads each record again: a signature proves the sender, only the record proves the payment
  store: memoryStore(), // makes each event run once; a shop with several processes uses Redis or PostgreSQL
  // Your own order, for the comparison with the invoice. One that differs, or that nobody knows, credits nothing.
  expected: ({ order_id }) => (order_id === 'order-1001' ? { amount: '25.00', currency: 'USD' } : undefined),
  on: {
    // The most specific name runs: `payment.paid` for this one status, `payout` for every status of a payout. A shop credits
    // the order here: examples/recipes/credit-once.ts.
    'payment.paid': (event) => void paid.push(event),
    payout: (event) => void settled.push(event),
  },
})
// The handler takes a `Request`, as Next.js, Hono or Deno have it; `toNodeListener` converts it for `node:http` and Express.
const shop = createServer(toNodeListener(handle))
await new Promise<void>((resolve) => {
  shop.listen(0, '127.0.0.1', () => resolve()) // port 0: any free port
})
const webhookUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/webhooks`

heading('Cryptomus in five steps')
note(`gateway   ${gateway.url}`)
note(`webhooks  ${webhookUrl}`)

// The shop creates an invoice and sends the payer to its `url`.
heading('1  An invoice')
const invoice = await client.payments.create({
  amount: '25.00', // a string, because a JavaScript number cannot hold every decimal
  currency: 'USD',
  order_id: 'order-1001', // your own id of the order
  url_callback: webhookUrl, // the endpoint above; http is allowed on loopback only
})
ok(`created ${invoice.amount} ${invoice.currency} for ${invoice.order_id}, status ${invoice.payment_status}`)
note(`the payer goes to ${invoice.url}`)

// The gateway returns the existing invoice for a known `order_id`. That makes this call safe to repeat after a timeout.
const again = await client.payments.create({ amount: '25.00', currency: 'USD', order_id: 'order-1001' })
ok(`sent twice, it is the same invoice: ${again.uuid === invoice.uuid}`)

heading('2  The payment')
// Stands for the payer. It resolves when the webhook has been delivered, so the handler has run by then.
await gateway.sandbox.pay(invoice.uuid)
const [payment] = paid
if (payment === undefined) throw new Error('The webhook of the payment did not arrive.')
ok(`webhook verified and confirmed: ${payment.status}, ${payment.payment_amount} ${payment.payer_currency}`)
note(`your balance at the gateway gets ${payment.merchant_amount} ${payment.payer_currency}, after its fee`)

// The gateway repeats webhooks, and anyone who has seen one can replay it. The store recognizes the event.
const genuine = gateway.sandbox.deliveries.at(-1)?.body ?? ''
const replayed = await fetch(webhookUrl, { method: 'POST', body: genuine })
ok(`delivered again, it is a ${await replayed.text()}: the handler ran ${paid.length} time`)

// Money leaves your balance.
heading('3  A payout whose response is lost')
const withdrawal = {
  amount: '10',
  currency: 'USDT',
  network: 'tron',
  order_id: payoutOrderId('shop', 'withdrawal', 2001), // the same for every attempt, so that it is one payout
  address: 'TExampleAddressOfACustomer',
  is_subtract: true, // the fee is taken from your balance, not from the amount
  url_callback: webhookUrl,
}
// The gateway makes the payout, and the connection breaks before it can say so.
gateway.sandbox.fault({ kind: 'act-then-drop', operation: 'payouts.create' })
const payouts = memoryStore() // remembers what was sent; in production a database that every process shares
const ensured = await ensurePayout(client, withdrawal, { store: payouts })
if (ensured.state !== 'sent') throw new Error('The payout was not sent.')
const { payout } = ensured
ok(`the response was lost, and the payout was found: ${payout.amount} ${payout.currency}, status ${payout.status}`)
// A queue that delivers the job again, or a second process.
const repeated = await ensurePayout(client, withdrawal, { store: payouts })
const { items: made } = await client.payouts.list()
ok(
  `ensured again, it is the same payout: ${repeated.payout?.uuid === payout.uuid}; the gateway paid ${made.length} time`,
)
// The first response says `process`. Only a later webhook, or a read, says how the payout ends.
await gateway.sandbox.settlePayout(payout.uuid, 'paid')
const [sent] = settled
if (sent === undefined) throw new Error('The webhook of the payout did not arrive.')
ok(`settled: ${sent.status}, final ${sent.is_final}, reported by a webhook of its own`)

// Two attempts that must fail.
heading('4  A forged webhook')
// The signature covers every byte of the body, so one changed digit breaks it.
const forged = genuine.replace('"amount":"25.00000000"', '"amount":"25000.0000000"')
const response = await fetch(webhookUrl, { method: 'POST', body: forged })
refused(`one changed digit: HTTP ${response.status}. ${explainWebhook(forged, apiKey).message}`)

heading('5  A bad request')
// A number as the amount and a misspelled name: both are reported before anything is sent. `as never` silences the compiler,
// which reports them too. `settle` returns the error instead of throwing it.
const bad = await settle(client.payments.create({ amount: 25, currency: 'USD', ordr_id: 'order-1002' } as never))
if (bad.ok) throw new Error('A request that makes no sense was accepted.')
refused(bad.error.message)

// The server and its open connections would keep the process running.
shop.close()
shop.closeAllConnections()
await gateway.close()
summary(
  `${paid.length + settled.length} webhooks handled, 1 payment in, 1 payout out, 2 attempts refused`,
  performance.now() - startedAt,
)
