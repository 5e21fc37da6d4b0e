import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import { serveSandbox } from '../../../src/sandbox/server/serve-sandbox.ts'
import type { SandboxServer, ServeOptions } from '../../../src/sandbox/server/types.ts'
import { parseWebhook } from '../../../src/webhooks/parse-webhook.ts'
import { withLoopback } from '../../tools/loopback.ts'
import { rejected } from '../../tools/rejected.ts'

async function withServer<Value>(options: ServeOptions, run: (server: SandboxServer) => Promise<Value>) {
  const server = await serveSandbox(options)
  try {
    return await run(server)
  } finally {
    await server.close()
  }
}

/** A receiver of webhooks that answers with a status, and what it has received. */
const withReceiver = (status: number, run: (url: string, bodies: string[]) => Promise<void>) => {
  const bodies: string[] = []
  return withLoopback(
    async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      bodies.push(Buffer.concat(chunks).toString())
      response.writeHead(status, { location: '/elsewhere' }).end()
    },
    (url) => run(`${url}/hook`, bodies),
  )
}

const invoice = { amount: '15.00', currency: 'USD', order_id: 'o-1' }

test('a client works over HTTP, and a payment is told to its url_callback', () =>
  withReceiver(200, (callback, bodies) =>
    withServer({}, async ({ clientOptions, sandbox, url }) => {
      const client = createClient(clientOptions)
      const created = await client.payments.create({ ...invoice, url_callback: callback })
      assert.equal(created.url, `${url}/pay/${created.uuid}`)
      await sandbox.pay(created.uuid)
      const [body = ''] = bodies
      const event = parseWebhook(body, { payment: clientOptions.apiKey, payout: clientOptions.payoutApiKey })
      assert.deepEqual([event.type, event.status, event.uuid], ['payment', 'paid', created.uuid])
      assert.equal(sandbox.deliveries[0]?.status, 200)
      assert.equal((await client.payments.get({ order_id: 'o-1' })).payment_status, 'paid')
    }),
  ))

test('the payment page shows the invoice, and its button pays', () =>
  withServer({}, async ({ clientOptions }) => {
    const client = createClient(clientOptions)
    const { url, uuid } = await client.payments.create(invoice)
    const page = await (await fetch(url)).text()
    assert.match(page, /15\.00 USD/)
    assert.match(page, /check/)
    const paid = await fetch(url, { method: 'POST', body: new URLSearchParams({ how: 'exact' }) })
    assert.match(await paid.text(), /<dd>paid<\/dd>/)
    assert.equal((await client.payments.get({ uuid })).payment_status, 'paid')
  }))

test('half and double are buttons too', () =>
  withServer({}, async ({ clientOptions }) => {
    const client = createClient(clientOptions)
    for (const [how, status] of [
      ['half', 'wrong_amount_waiting'],
      ['double', 'paid_over'],
    ] as const) {
      const { url, uuid } = await client.payments.create({ ...invoice, order_id: how })
      await fetch(url, { method: 'POST', body: new URLSearchParams({ how }) })
      assert.equal((await client.payments.get({ uuid })).payment_status, status)
    }
  }))

test('a page of no invoice is not found', () =>
  withServer({}, async ({ url }) => assert.equal((await fetch(`${url}/pay/nothing`)).status, 404)))

test('a receiver that redirects is not followed, and told again later', () =>
  withReceiver(307, (callback, bodies) =>
    withServer({}, async ({ clientOptions, sandbox }) => {
      const { uuid } = await createClient(clientOptions).payments.create({ ...invoice, url_callback: callback })
      await sandbox.pay(uuid)
      assert.equal(bodies.length, 1)
      assert.equal(sandbox.deliveries[0]?.status, 307)
      await sandbox.advance(60_000)
      assert.equal(bodies.length, 2)
      assert.equal(bodies[1], bodies[0])
    }),
  ))

test('webhooks leave this machine for no host that was not allowed', () =>
  withServer({}, async ({ clientOptions, sandbox }) => {
    const url_callback = 'https://shop.example/hook'
    const { uuid } = await createClient(clientOptions).payments.create({ ...invoice, url_callback })
    await sandbox.pay(uuid)
    assert.equal(sandbox.deliveries[0]?.status, 0)
  }))

test('a sandbox that has a receiver of its own keeps it', async () => {
  const seen: string[] = []
  const deliver = async (request: Request) => {
    seen.push(request.url)
    return new Response()
  }
  await withServer({ sandbox: createSandbox({ deliver }) }, async ({ clientOptions, sandbox }) => {
    const url_callback = 'https://shop.example/hook'
    const { uuid } = await createClient(clientOptions).payments.create({ ...invoice, url_callback })
    await sandbox.pay(uuid)
  })
  assert.deepEqual(seen, ['https://shop.example/hook'])
})

test('a port that is taken is a config error', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  const error = await rejected('config', serveSandbox({ port }))
  assert.equal(error.option, 'port')
  await new Promise((resolve) => taken.close(resolve))
})

test('after close nobody answers', async () => {
  const { url, close } = await serveSandbox()
  await close()
  await assert.rejects(fetch(url))
})
