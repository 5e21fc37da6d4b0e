/**
 * The whole job in one file: an invoice is created, paid and confirmed, a payout is sent and settled, and what should be
 * refused is refused. Everything runs on this machine, over real HTTP, against the sandbox that comes with the package.
 *
 * Run it with `npm run demo`. To use it for real, put your own keys into `createClient` and leave the sandbox out.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, explainWebhook, parseWebhook, settle, type WebhookEvent } from 'cryptomus-kit'
import { serveSandbox } from 'cryptomus-kit/sandbox/server'
import { heading, note, ok, refused, summary } from './support/print.ts'

const startedAt = performance.now()

// 1. A gateway to talk to. The real one needs no line of its own: createClient(readEnv(process.env)).
const gateway = await serveSandbox()
const { apiKey, payoutApiKey } = gateway.clientOptions
const client = createClient(gateway.clientOptions)
const keys = { payment: apiKey, payout: payoutApiKey }

// 2. An endpoint for webhooks. It reads the raw body, because the signature covers the sender's very spelling.
async function readRawBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const events: WebhookEvent[] = []
const shop = createServer(async (request, response) => {
  try {
    events.push(parseWebhook(await readRawBody(request), keys))
    response.writeHead(200).end()
  } catch {
    response.writeHead(401).end()
  }
})
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
const paid = events.at(-1)
if (paid?.type !== 'payment' || !paid.isPaid) throw new Error('The webhook of the payment did not arrive.')
ok(`webhook verified: ${paid.status}, ${paid.payment_amount} ${paid.payer_currency} on ${paid.network}`)

// A signature proves who sent a webhook. Only reading the invoice again proves that the money is there.
const confirmed = await client.payments.get({ uuid: paid.uuid })
ok(`confirmed by reading it again: ${confirmed.payment_status}, ${confirmed.merchant_amount} credited after fees`)

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
const settled = await client.payouts.get({ order_id: 'payout-2001' })
ok(`settled: ${settled.status}, final ${settled.is_final}, webhook ${events.at(-1)?.id.split(':', 1)[0]} verified`)

// 5. What must not work.
heading('4  A forged webhook')
const genuine = gateway.sandbox.deliveries.find(({ body }) => body.includes('"payment"'))?.body ?? ''
const forged = genuine.replace('"amount":"25.00000000"', '"amount":"25000.0000000"')
const answer = await fetch(webhookUrl, { method: 'POST', body: forged })
refused(`one changed digit: HTTP ${answer.status}. ${explainWebhook(forged, keys).message}`)

heading('5  A bad request')
const bad = await settle(client.payments.create({ amount: 25, currency: 'USD', ordr_id: 'order-1002' } as never))
if (bad.ok) throw new Error('A request that makes no sense was accepted.')
refused(bad.error.message)

shop.close()
shop.closeAllConnections()
await gateway.close()
summary(
  `${events.length} webhooks verified, 1 payment in, 1 payout out, 2 attempts refused`,
  performance.now() - startedAt,
)
