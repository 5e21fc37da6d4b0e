/**
 * The whole job in one file: an invoice is created, paid and confirmed, a payout is sent and settled, and what should be
 * refused is refused. Everything runs on this machine, over real HTTP, against the sandbox that comes with the package.
 *
 * Run it with `npm run demo`. To use it for real, put your own keys into `createClient` and leave the sandbox out.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createClient,
  createWebhookHandler,
  explainWebhook,
  memoryStore,
  type PaymentEvent,
  type PayoutEvent,
  settle,
  toNodeListener,
} from 'cryptomus-kit'
import { serveSandbox } from 'cryptomus-kit/sandbox/server'
import { heading, note, ok, refused, summary } from './support/print.ts'

const startedAt = performance.now()

// 1. A gateway to talk to. The real one needs no line of its own: createClient(readEnv(process.env)).
const gateway = await serveSandbox()
const { apiKey, payoutApiKey } = gateway.clientOptions
const client = createClient(gateway.clientOptions)

// 2. An endpoint for webhooks. It verifies the raw body, asks the gateway whether it is so, and runs one of these once.
const paid: PaymentEvent[] = []
const settled: PayoutEvent[] = []
const handle = createWebhookHandler({
  apiKey,
  payoutApiKey,
  confirm: client, // a signature proves who sent a webhook; only reading the record again proves that it is so
  store: memoryStore(), // remembers what was handled; a real shop keeps that in Redis or PostgreSQL
  on: {
    'payment.paid': (event) => void paid.push(event),
    payout: (event) => void settled.push(event),
  },
})
const shop = createServer(toNodeListener(handle))
await new Promise<void>((resolve) => {
  shop.listen(0, '127.0.0.1', () => resolve())
})
const webhookUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/webhooks`

heading('Cryptomus in five steps')
note(`gateway   ${gateway.url}`)
note(`webhooks  ${webhookUrl}`)

// 3. Money in.
heading('1  An invoice')
const invoice = await client.payments.create({
  amount: '25.00',
  currency: 'USD',
  order_id: 'order-1001',
  url_callback: webhookUrl,
})
ok(`created ${invoice.amount} ${invoice.currency} for ${invoice.order_id}, status ${invoice.payment_status}`)
note(`the payer goes to ${invoice.url}`)

const again = await client.payments.create({ amount: '25.00', currency: 'USD', order_id: 'order-1001' })
ok(`sent twice, it is the same invoice: ${again.uuid === invoice.uuid}`)

heading('2  The payment')
await gateway.sandbox.pay(invoice.uuid)
const [payment] = paid
if (payment === undefined) throw new Error('The webhook of the payment did not arrive.')
ok(`webhook verified and confirmed: ${payment.status}, ${payment.payment_amount} ${payment.payer_currency}`)
note(`${payment.merchant_amount} ${payment.payer_currency} credited after fees`)

const genuine = gateway.sandbox.deliveries.at(-1)?.body ?? ''
const replayed = await fetch(webhookUrl, { method: 'POST', body: genuine })
ok(`delivered again, it is a ${await replayed.text()}: the handler ran ${paid.length} time`)

// 4. Money out.
heading('3  A payout')
const payout = await client.payouts.create({
  amount: '10',
  currency: 'USDT',
  network: 'tron',
  order_id: 'payout-2001',
  address: 'TExampleAddressOfACustomer',
  is_subtract: true,
  url_callback: webhookUrl,
})
ok(`sent ${payout.amount} ${payout.currency}, status ${payout.status}, ${payout.balance} left`)
await gateway.sandbox.settlePayout(payout.uuid, 'paid')
const [sent] = settled
if (sent === undefined) throw new Error('The webhook of the payout did not arrive.')
ok(`settled: ${sent.status}, final ${sent.isFinal}, told by a webhook of its own`)

// 5. What must not work.
heading('4  A forged webhook')
const forged = genuine.replace('"amount":"25.00000000"', '"amount":"25000.0000000"')
const answer = await fetch(webhookUrl, { method: 'POST', body: forged })
refused(`one changed digit: HTTP ${answer.status}. ${explainWebhook(forged, apiKey).message}`)

heading('5  A bad request')
const bad = await settle(client.payments.create({ amount: 25, currency: 'USD', ordr_id: 'order-1002' } as never))
if (bad.ok) throw new Error('A request that makes no sense was accepted.')
refused(bad.error.message)

shop.close()
shop.closeAllConnections()
await gateway.close()
summary(
  `${paid.length + settled.length} webhooks handled, 1 payment in, 1 payout out, 2 attempts refused`,
  performance.now() - startedAt,
)
