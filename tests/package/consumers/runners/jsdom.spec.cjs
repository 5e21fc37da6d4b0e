/** @jest-environment jsdom */

const subpaths = ['', '/signing', '/webhooks', '/stores', '/sandbox', '/sandbox/server']

for (const name of [
  'TextEncoder',
  'TextDecoder',
  'structuredClone',
  'fetch',
  'Request',
  'Response',
  'ReadableStream',
]) {
  test(`jsdom has no ${name}, so that this proves something`, () => {
    expect(globalThis[name]).toBeUndefined()
  })
}

for (const path of subpaths) {
  test(`cryptomus-kit${path} loads`, async () => {
    expect(Object.keys(require(`cryptomus-kit${path}`))).not.toHaveLength(0)
  })
}

test('signs and calls', async () => {
  const { createClient, signPayload } = require('cryptomus-kit')
  expect(signPayload(new Uint8Array([123, 125]), 'key')).toBe(signPayload('{}', 'key'))
  const result = [{ balance: { merchant: [], user: [] } }]
  const fetch = async () => ({ status: 200, text: async () => JSON.stringify({ state: 0, result }) })
  const client = createClient({ merchantId: 'merchant', apiKey: 'payment-api-key', fetch })
  expect(await client.balance.get()).toEqual(result)
})
