import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, request } from 'node:http'
import { type TestContext, test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { backstage } from '../../../src/sandbox/backstage.ts'
import { followRealTime, listen, serveSandbox } from '../../../src/sandbox/server/serve-sandbox.ts'
import type { ServeOptions } from '../../../src/sandbox/server/types.ts'
import type { Deliver } from '../../../src/sandbox/types.ts'
import { verifyWebhook } from '../../../src/webhooks/verify-webhook.ts'
import { withLoopback } from '../../support/loopback.ts'
import { rejected } from '../../support/rejected.ts'
import { callback, fixedInvoice, fixedPayout, openSandbox } from '../../support/sandbox.ts'
import { withSandboxServer } from '../../support/with-sandbox-server.ts'

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

test('a client works over real HTTP, and webhooks are posted to their receiver', async () => {
  const received: { url: string | undefined; type: string | undefined; body: string }[] = []
  const receive: Parameters<typeof withLoopback>[0] = async (request, response) => {
    received.push({ url: request.url, type: request.headers['content-type'], body: await textOf(request) })
    response.end('ok')
  }
  await withLoopback(receive, (shop) =>
    withSandboxServer({}, async ({ clientOptions, sandbox, url }) => {
      const client = createClient(clientOptions)
      const hook = `${shop}/hook`
      const payment = await client.payments.create({ ...fixedInvoice, url_callback: hook })
      assert.equal(payment.url, `${url}/pay/${payment.uuid}`)
      await sandbox.pay(payment.uuid)
      assert.equal((await client.payments.get({ uuid: payment.uuid })).payment_status, 'paid')
      const payout = await client.payouts.create({ ...fixedPayout, url_callback: hook })
      await sandbox.settlePayout(payout.uuid, 'paid')
      assert.deepEqual(
        sandbox.deliveries.map(({ body, status }) => ({ body, status })),
        received.map(({ body }) => ({ body, status: 200 })),
      )
      assert.equal(received.length, 2)
      assert.deepEqual([received[0]?.url, received[0]?.type], ['/hook', 'application/json'])
      assert.ok(verifyWebhook(received[0]?.body ?? '', { payment: clientOptions.apiKey, payout: 'another-key' }))
    }),
  )
})

test('the payment page shows an invoice and pays it', async () => {
  await withSandboxServer({}, async ({ clientOptions }) => {
    const { url_callback: _, ...silent } = fixedInvoice
    const { url, uuid } = await createClient(clientOptions).payments.create(silent)
    const shown = await fetch(url)
    assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'text/html; charset=utf-8'])
    assert.match(await shown.text(), /<h1>20.00 USDT<\/h1>.*<dd>check<\/dd>/s)
    const body = new URLSearchParams({ how: 'half' })
    const half = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    assert.deepEqual([half.status, half.headers.get('location')], [303, `/pay/${uuid}`])
    const rest = await fetch(url, { method: 'POST', body: new URLSearchParams({ how: 'double' }) })
    const page = await rest.text()
    assert.match(page, /<dd>paid_over<\/dd>/)
    assert.match(page, /<dd>30\.00000000<\/dd>/)
  })
})

test('a receiver on another machine is not called unless it is allowed, and a warning names the option', async (context) => {
  const emitted = context.mock.method(process, 'emitWarning', () => {})
  await withSandboxServer({}, async ({ clientOptions, sandbox }) => {
    const { uuid } = await createClient(clientOptions).payments.create({ ...fixedInvoice, url_callback: callback })
    await sandbox.pay(uuid)
    await sandbox.advance(60_000)
    assert.deepEqual(
      sandbox.deliveries.map(({ url, status }) => [url, status]),
      [
        [callback, 0],
        [callback, 0],
      ],
    )
  })
  const messages = emitted.mock.calls.map(({ arguments: [message] }: { arguments: readonly unknown[] }) => message)
  assert.deepEqual(messages, ["Webhooks are not posted to shop.test: name 'shop.test:443' in allowCallbackHosts."])
})

test('a host that is allowed gets its webhooks over http', async () => {
  let deliver: Deliver | undefined
  const attach = (receiver: Deliver) => {
    deliver = receiver
    return () => {}
  }
  const sandbox = Object.defineProperty({ ...openSandbox().sandbox }, backstage, { value: { attach } })
  const receive: Parameters<typeof withLoopback>[0] = (_, response) => void response.end()
  await withLoopback(receive, async (shop) => {
    // This machine, in a spelling that only the list lets pass.
    const host = `[::ffff:127.0.0.1]:${new URL(shop).port}`
    await withSandboxServer({ sandbox, allowCallbackHosts: [host] }, async () => {
      const webhook = new Request(`http://${host}/hook`, { method: 'POST', body: '{}' })
      assert.equal((await deliver?.(webhook))?.status, 200)
    })
  })
})

test('a receiver that redirects is not followed, and counts as one that did not take it', async () => {
  const paths: (string | undefined)[] = []
  const redirect: Parameters<typeof withLoopback>[0] = (request, response) => {
    paths.push(request.url)
    response.writeHead(308, { location: '/elsewhere' }).end()
  }
  await withLoopback(redirect, (shop) =>
    withSandboxServer({}, async ({ clientOptions, sandbox }) => {
      const client = createClient(clientOptions)
      const { uuid } = await client.payments.create({ ...fixedInvoice, url_callback: `${shop}/hook` })
      await sandbox.pay(uuid)
      await sandbox.advance(60_000)
      assert.deepEqual(paths, ['/hook', '/hook'])
      assert.deepEqual(
        sandbox.deliveries.map(({ status }) => status),
        [308, 308],
      )
    }),
  )
})

test('a sandbox with its own deliver keeps it', async () => {
  const bodies: string[] = []
  const { sandbox } = openSandbox({
    deliver: async (request) => {
      bodies.push(await request.text())
      return new Response()
    },
  })
  await withSandboxServer({ sandbox }, async (server) => {
    assert.equal(server.sandbox, sandbox)
    const { uuid } = await createClient(server.clientOptions).payments.create(fixedInvoice)
    await sandbox.pay(uuid)
    assert.deepEqual(bodies, [sandbox.deliveries[0]?.body])
  })
})

test('once it is closed, nobody answers and webhooks are only recorded again', async () => {
  const { sandbox, client } = openSandbox()
  const server = await serveSandbox({ sandbox })
  await server.close()
  await assert.rejects(fetch(server.url))
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  assert.equal(sandbox.deliveries[0]?.status, undefined)
})

test('closing it twice is no harm', async () => {
  const server = await serveSandbox()
  await Promise.all([server.close(), server.close()])
})

/** Sends a request under a name of the test's own, and returns the status and what the body says. */
function askAs(url: string, headers: Readonly<Record<string, string>>, method = 'GET', path = '/pay/nobody') {
  return new Promise<readonly [status: number | undefined, text: string]>((resolve, reject) => {
    const sent = request(url + path, { method, headers, agent: false }, async (response) =>
      resolve([response.statusCode, await textOf(response)]),
    )
    sent.on('error', reject).end()
  })
}

test('it answers to its own names, and tells others which option names them', async () => {
  await withSandboxServer({ allowedHosts: ['sandbox.test'] }, async ({ url }) => {
    for (const host of ['localhost', '127.0.0.1', 'sandbox.test']) {
      assert.equal((await askAs(url, { host }))[0], 404, host)
    }
    for (const host of ['evil.test', 'sandbox']) {
      const [status, text] = await askAs(url, { host })
      assert.equal(status, 403)
      assert.deepEqual(JSON.parse(text), {
        message: `The host "${host}" is not served here; name it in allowedHosts of serveSandbox`,
        code: 403,
        error: null,
      })
    }
  })
})

test('beyond loopback it answers to the name of a service, too', async () => {
  await withSandboxServer({ host: '0.0.0.0' }, async ({ url }) => {
    assert.equal((await askAs(url, { host: 'sandbox:4010' }))[0], 404)
    assert.equal((await askAs(url, { host: 'evil.test' }))[0], 403)
  })
})

test('a form of another site pays no invoice', async () => {
  await withSandboxServer({}, async ({ clientOptions, url }) => {
    const client = createClient(clientOptions)
    const { url_callback: _, ...silentInvoice } = fixedInvoice
    const { uuid } = await client.payments.create(silentInvoice)
    const path = `/pay/${uuid}`
    for (const headers of [{ origin: 'http://evil.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      assert.equal((await askAs(url, headers, 'POST', path))[0], 403)
    }
    assert.equal((await client.payments.get({ uuid })).payment_status, 'check')
    assert.equal((await askAs(url, { origin: url, 'sec-fetch-site': 'same-origin' }, 'POST', path))[0], 303)
    assert.equal((await client.payments.get({ uuid })).payment_status, 'paid')
  })
})

test('a page of another site cannot call the API either', async () => {
  await withSandboxServer({}, async ({ url }) => {
    assert.equal((await askAs(url, { origin: 'http://evil.test' }, 'POST', '/v1/payment'))[0], 403)
    assert.equal((await askAs(url, {}, 'POST', '/v1/payment'))[0], 401)
  })
})

test('an option that is unusable or unknown is a config error, and nothing listens', async () => {
  for (const [name, value] of [
    ['port', 'abc'],
    ['host', ''],
    ['sandbox', {}],
    ['allowedHosts', 'app'],
    ['allowCallbackHosts', ['http://app']],
    ['allowedCallbackHosts', []],
  ] as const) {
    const { option = '' } = await rejected('config', serveSandbox({ [name]: value } as ServeOptions))
    assert.ok(option.startsWith(name), option)
  }
})

test('a port that is taken is a config error', async () => {
  await withSandboxServer({}, async ({ url }) => {
    const error = await rejected('config', serveSandbox({ port: Number(new URL(url).port) }))
    assert.equal(error.option, 'port')
  })
})

test('two servers stand side by side and share nothing', async () => {
  await withSandboxServer({}, (one) =>
    withSandboxServer({}, async (two) => {
      assert.notEqual(one.url, two.url)
      const { url_callback: _, ...silent } = fixedInvoice
      await createClient(one.clientOptions).payments.create(silent)
      assert.equal((await createClient(two.clientOptions).payments.list()).items.length, 0)
    }),
  )
})

test('a body over 1 MiB gets a 413', async () => {
  await withSandboxServer({}, async ({ url }) => {
    const response = await fetch(`${url}/v1/payment`, { method: 'POST', body: 'a'.repeat(1_100_000) })
    assert.equal(response.status, 413)
  })
})

test('an unknown invoice has no page', async () => {
  await withSandboxServer({}, async ({ url }) => {
    assert.equal((await fetch(`${url}/pay/00000000-0000-4000-8000-000000000000`)).status, 404)
  })
})

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

function mockTime(context: TestContext) {
  context.mock.timers.enable({ apis: ['setInterval', 'Date'], now: 1_000_000 })
  return async (ms: number) => {
    context.mock.timers.tick(ms)
    await settle()
  }
}

test('the time that passes is added to the clock', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  const stop = followRealTime({ tick: async (ms) => void added.push(ms) })
  await pass(250)
  await pass(100)
  await pass(150)
  stop()
  assert.deepEqual(added, [250, 250])
})

test('it is left alone once it was stopped', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  followRealTime({ tick: async (ms) => void added.push(ms) })()
  await pass(1000)
  assert.deepEqual(added, [])
})

test('a slow receiver delays time and loses none', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  const { promise, resolve } = deferred()
  const advance = (ms: number) => {
    added.push(ms)
    return added.length === 1 ? promise : Promise.resolve()
  }
  const stop = followRealTime({ tick: advance })
  await pass(250)
  await pass(250)
  await pass(250)
  assert.deepEqual(added, [250])
  resolve()
  await settle()
  await pass(250)
  stop()
  assert.deepEqual(added, [250, 750])
})

test('an advance that fails does not stop the clock', async (context) => {
  const pass = mockTime(context)
  let calls = 0
  const stop = followRealTime({ tick: () => Promise.reject(new Error(`failure ${++calls}`)) })
  await pass(250)
  await pass(250)
  stop()
  assert.equal(calls, 2)
})

test('a clock that was set back adds nothing', async (context) => {
  const pass = mockTime(context)
  const added: number[] = []
  const stop = followRealTime({ tick: async (ms) => void added.push(ms) })
  context.mock.timers.setTime(0)
  await pass(250)
  stop()
  assert.ok(added.every((ms) => ms > 0))
})

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

test('answers the URL of the port that it took', async () => {
  const server = createServer((_request, response) => response.end('here'))
  const url = await listen(server, 0, '127.0.0.1')
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.equal(await (await fetch(url)).text(), 'here')
  server.closeAllConnections()
  server.close()
})

test('a server on every address is reached through this machine', async () => {
  const server = createServer()
  assert.match(await listen(server, 0, '0.0.0.0'), /^http:\/\/127\.0\.0\.1:\d+$/)
  server.close()
})

test('a port that is taken is a config error', async () => {
  const taken = (_request: unknown, response: { end(): void }) => response.end()
  await withLoopback(taken, async (url) => {
    const port = Number(new URL(url).port)
    const error = await rejected('config', listen(createServer(), port, '127.0.0.1'))
    assert.equal(error.option, 'port')
    assert.match(error.message, new RegExp(`cannot listen on 127\\.0\\.0\\.1:${port}`))
  })
})

test('a port that is none, or a host that is not here, is a config error, too', async () => {
  assert.equal((await rejected('config', listen(createServer(), 70_000, '127.0.0.1'))).option, 'port')
  assert.equal((await rejected('config', listen(createServer(), 0, '192.0.2.1'))).option, 'host')
})
