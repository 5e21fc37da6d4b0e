import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import { listen, serveSandbox } from '../../../src/sandbox/server/serve-sandbox.ts'
import { withLoopback } from '../../support/loopback.ts'
import { rejected } from '../../support/rejected.ts'
import { runCommand } from '../../support/run-command.ts'
import { withSandboxServer } from '../../support/with-sandbox-server.ts'

const invoice = { amount: '15.00', currency: 'USD', order_id: 'o-1' }

/** Sends bytes as they are, and hands out what comes back until the connection ends. */
async function talk(url: string, bytes: string, leaves: boolean): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('data', (chunk: Buffer) => heard.push(chunk)).on('error', () => {})
  await once(socket, 'connect')
  await new Promise((resolve) => socket.write(bytes, resolve))
  if (leaves) socket.destroy()
  await once(socket, 'close')
  return Buffer.concat(heard).toString()
}

const head = (target: string, length: number) =>
  `POST ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`

const targets = [
  ['*', 404],
  ['http://127.0.0.1/v1/nothing', 404],
  ['//evil.test/v1/nothing', 404],
  ['/%', 404],
  ['/pay/', 404],
  ['/pay/a/b', 404],
  ['/wallet/', 404],
  ['/pay/..%2f', 404],
  ['http://elsewhere.test/v1/nothing', 403],
] as const

for (const [target, status] of targets) {
  test(`a request for ${target} is a ${status} and breaks nothing`, () =>
    withSandboxServer({}, async ({ url }) => {
      assert.match(await talk(url, head(target, 0), false), new RegExp(`^HTTP/1\\.1 ${status} `))
    }))
}

const heads: readonly (readonly [lines: string, status: number])[] = [
  ['GET / HTTP/1.1', 400],
  ['GET / HTTP/1.0', 400],
  ['GET / HTTP/1.1\r\nHost:', 400],
  ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.test', 400],
  ['GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost', 400],
  ['GET / HTTP/1.0\r\nHost: localhost', 404],
  ['GET / HTTP/1.1\r\nHost: localhost\x00.evil.test', 400],
  ['GET / HTTP/1.1\r\nHost: evil.test', 403],
  ['GET http://localhost/ HTTP/1.1\r\nHost: evil.test', 403],
  ['POST / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.test', 403],
  ['GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close, Upgrade\r\nUpgrade: websocket', 404],
]

for (const [lines, status] of heads) {
  test(`${JSON.stringify(lines)} is a ${status}`, () =>
    withSandboxServer({}, async ({ url }) => {
      const answer = await talk(url, `${lines}\r\nConnection: close\r\n\r\n`, false)
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
    }))
}

test('a client that goes away in the middle of its request breaks nothing', () =>
  withSandboxServer({}, async ({ url }) => {
    await talk(url, `${head('/v1/payment', 100)}{"half":`, true)
    assert.equal((await fetch(`${url}/v1/payment`, { method: 'POST' })).status, 401)
  }))

test('a page is found with whatever a link adds to its address, and keeps the note of the merchant to itself', () =>
  withSandboxServer({}, async ({ clientOptions }) => {
    const note = '<script>alert(1)</script>'
    const { url } = await createClient(clientOptions).payments.create({ ...invoice, additional_data: note })
    const response = await fetch(`${url}?utm_source=mail`)
    assert.equal(response.status, 200)
    assert.doesNotMatch(await response.text(), /alert/)
  }))

test('half of an invoice in rubles is half of what it costs in the coin, also before that is chosen', () =>
  withSandboxServer({}, async ({ clientOptions }) => {
    const client = createClient(clientOptions)
    const { url, uuid } = await client.payments.create({ ...invoice, amount: '1000', currency: 'RUB' })
    for (const [how, paid] of [
      ['half', '6.25000000'],
      ['half', '9.37500000'],
      ['double', '15.62500000'],
    ] as const) {
      await fetch(url, { method: 'POST', body: new URLSearchParams({ how }) })
      assert.equal((await client.payments.get({ uuid })).payment_amount, paid)
    }
  }))

test('an invoice that cannot be paid at all leads back to its page', () =>
  withSandboxServer({}, async ({ clientOptions }) => {
    const impossible = { ...invoice, currencies: [{ currency: 'NOPE' }] }
    const { url } = await createClient(clientOptions).payments.create(impossible)
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ how: 'half' }) })
    assert.match(await answer.text(), /<dd>check<\/dd>/)
  }))

test('real time moves the clock of a served sandbox, until it is closed', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval', 'Date'] })
  const sandbox = createSandbox({ startAt: 0 })
  await withSandboxServer({ sandbox }, async () => {
    context.mock.timers.tick(250)
    assert.equal(sandbox.now(), 250)
  })
  context.mock.timers.tick(1000)
  assert.equal(sandbox.now(), 250)
})

test('a server that could not listen takes no webhooks', async () => {
  const sandbox = createSandbox()
  await rejected('config', serveSandbox({ sandbox, port: -1 }))
  const url_callback = 'http://127.0.0.1:9/hook'
  const { uuid } = await createClient(sandbox.clientOptions).payments.create({ ...invoice, url_callback })
  await sandbox.pay(uuid)
  assert.equal(sandbox.deliveries[0]?.status, undefined)
})

test('closing an old server leaves the webhooks to the new one', () => {
  let received = 0
  return withLoopback(
    (_, response) => {
      received += 1
      response.end()
    },
    async (url_callback) => {
      const old = await serveSandbox()
      await withSandboxServer({ sandbox: old.sandbox }, async ({ sandbox, clientOptions }) => {
        await old.close()
        const { uuid } = await createClient(clientOptions).payments.create({ ...invoice, url_callback })
        await sandbox.pay(uuid)
        assert.equal(received, 1)
      })
    },
  )
})

test('closing waits for no receiver that hangs', async () => {
  let arrived = () => {}
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve
  })
  await withLoopback(
    () => arrived(),
    async (url_callback) => {
      const server = await serveSandbox()
      const { uuid } = await createClient(server.clientOptions).payments.create({ ...invoice, url_callback })
      const paying = server.sandbox.pay(uuid)
      await arrival
      await server.close()
      await paying
      assert.equal(server.sandbox.deliveries[0]?.status, 0)
    },
  )
})

test('a server on IPv6 is named in brackets', async (context) => {
  const server = createServer()
  const listening = listen(server, 0, '::1')
  const url = await listening.catch(() => undefined)
  if (url === undefined) return context.skip('This machine has no IPv6.')
  assert.match(url, /^http:\/\/\[::1\]:\d+$/)
  server.emit('error', new Error('An error that comes later ends nothing.'))
  server.close()
})

test('a process that closed its server ends by itself', async () => {
  const at = (path: string) => JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href)
  const script = `
    import { createClient } from ${at('client.ts')}
    import { serveSandbox } from ${at('sandbox/server/index.ts')}
    const server = await serveSandbox()
    const invoice = { ...${JSON.stringify(invoice)}, url_callback: server.url }
    const { url, uuid } = await createClient(server.clientOptions).payments.create(invoice)
    await (await fetch(url)).text()
    await server.sandbox.pay(uuid)
    await server.close()
    // Fires only where something still keeps the process alive.
    setTimeout(() => process.exit(3), 10_000).unref()
    console.log('closed')
  `
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { code, output } = await runCommand(process.execPath, args)
  assert.deepEqual([code, output.trim()], [0, 'closed'])
})
