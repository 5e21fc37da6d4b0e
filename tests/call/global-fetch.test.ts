import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { createClient } from '../../src/client.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { invoice, paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { rejected } from '../support/rejected.ts'

// The client is made before the global fetch is replaced: it has to be looked up at each call.
const client = createClient(credentials)

const seen: { readonly request: Request; readonly bytes: Buffer }[] = []
const server = setupServer(
  http.post('https://api.cryptomus.com/v1/payment', async ({ request }) => {
    seen.push({ request, bytes: Buffer.from(await request.arrayBuffer()) })
    return HttpResponse.json({ state: 0, result: paymentSample })
  }),
  http.post('https://api.cryptomus.com/v1/balance', async ({ request }) => {
    seen.push({ request, bytes: Buffer.from(await request.arrayBuffer()) })
    return HttpResponse.json({ state: 0, result: balanceSample })
  }),
  http.post('https://api.cryptomus.com/v1/payment/info', () => new HttpResponse('<html></html>', { status: 502 })),
)

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

describe('through the global fetch', () => {
  before(() => server.listen({ onUnhandledRequest: 'error' }))
  after(() => server.close())

  test('the global fetch is called as the gateway documents it', async () => {
    const params = { ...invoice, additional_data: 'Привет/🎉', url_callback: 'https://shop.example/webhooks' }
    assert.deepEqual(await client.payments.create(params), paymentSample)
    const { request, bytes } = seen.pop() ?? assert.fail('nothing was seen')
    assert.equal(request.method, 'POST')
    assert.equal(request.url, 'https://api.cryptomus.com/v1/payment')
    assert.equal(request.headers.get('content-type'), 'application/json')
    assert.equal(request.headers.get('merchant'), credentials.merchantId)
    assert.equal(request.headers.get('sign'), md5(bytes.toString('base64') + credentials.apiKey))
    assert.deepEqual(JSON.parse(bytes.toString()), params)
    assert.equal(bytes.toString(), JSON.stringify(JSON.parse(bytes.toString())))
  })

  test('without params the global fetch gets no body, and the signature of nothing', async () => {
    assert.deepEqual(await client.balance.get(), balanceSample)
    const { request, bytes } = seen.pop() ?? assert.fail('nothing was seen')
    assert.equal(bytes.length, 0)
    assert.equal(request.headers.get('sign'), md5(credentials.apiKey))
  })

  test('a page that is not the gateway answers with a response error', async () => {
    const error = await rejected('response', client.payments.get({ uuid: 'u' }))
    assert.deepEqual([error.status, error.outcome, error.text], [502, 'unknown', '<html></html>'])
  })
})
