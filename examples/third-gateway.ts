/**
 * Defines a gateway that this package does not know. It authenticates requests with an HMAC, signs webhooks in a header,
 * and has an endpoint of its own.
 *
 * Run it with `npx tsx examples/third-gateway.ts`. The gateway is invented, and nothing is sent.
 */

import { createClient, defineOperation, type Fetch, type Gateway, hmacSha256, parseWebhook } from 'cryptomus-kit'
import * as v from 'valibot' // or any other Standard Schema

const encoder = new TextEncoder()

/** Computes the HMAC-SHA256 of a text as hex digits, with WebCrypto, which every runtime has. */
async function hmac(text: string, secret: string): Promise<string> {
  const usage = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), usage, false, ['sign'])
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
  return Buffer.from(bytes).toString('hex')
}

/** The gateway as plain data: its addresses and its differences from Cryptomus. */
export const coinpost: Gateway = {
  id: 'coinpost',
  apiUrl: 'https://api.coinpost.example',
  payUrl: 'https://pay.coinpost.example',
  webhookIps: [],
  keyOverrides: { 'balance.get': 'payout' }, // the payout key signs this operation instead of the payment key
  pathOverrides: {}, // every operation has its path at Cryptomus
  unsupported: ['wallets.block'], // a call to it throws a `config` error, and nothing is sent
  // Replaces the signature of Cryptomus. It may be asynchronous, because WebCrypto is.
  buildHeaders: async ({ method, url, body = '', merchantId, apiKey = '' }) => ({
    'content-type': 'application/json',
    'x-merchant': merchantId,
    'x-signature': await hmac(`${method} ${url}\n${body}`, apiKey),
  }),
}

/** An endpoint that Cryptomus does not have. `client.call` runs it like any other operation. */
export const tipPayer = defineOperation({
  id: 'tips.create',
  method: 'POST',
  path: '/v2/tips',
  key: 'payment',
  repeatable: 'no', // money moves and no id identifies a tip, so it is never sent twice
  params: v.strictObject({ uuid: v.string(), amount: v.pipe(v.string(), v.decimal()) }),
  result: v.looseObject({ tip_uuid: v.string() }),
})

// Stands for the network: prints each request and responds like the gateway.
const fetch: Fetch = async (url, { method, headers, body }) => {
  // Never the signature itself.
  console.log(`${method} ${url} signed with ${headers['x-signature']?.length} digits ${body}`)
  return Response.json({ state: 0, result: { uuid: 'u-1', amount: '5.00', currency: 'EUR', tip_uuid: 't-1' } })
}
const client = createClient({ merchantId: 'm', apiKey: 'payment-secret', fetch, gateway: coinpost })
const payment = await client.payments.create({ amount: '5', currency: 'EUR', order_id: 'o-1' })
console.log(`tip ${(await client.call(tipPayer, { uuid: payment.uuid, amount: '0.50' })).tip_uuid}`)

const body = '{"type":"payment","uuid":"u-1","order_id":"o-1","amount":"5.00","status":"paid","is_final":true}'
const signature = await hmac(body, 'payment-secret') // stands for the header of the webhook
console.log(`webhook ${parseWebhook(body, 'payment-secret', hmacSha256(signature)).status}`)
