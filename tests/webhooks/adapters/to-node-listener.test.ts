import assert from 'node:assert/strict'
import { once } from 'node:events'
import { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { toNodeListener } from '../../../src/webhooks/adapters/to-node-listener.ts'
import type { WebhookHandle } from '../../../src/webhooks/handler/types.ts'
import { fakeIncoming } from '../../tools/incoming.ts'
import { withLoopback } from '../../tools/loopback.ts'
import { thrown } from '../../tools/thrown.ts'
import { signedWallet } from '../../tools/webhooks.ts'

const echo: WebhookHandle = async (request) => new Response(await request.text(), { headers: { 'x-kind': 'echo' } })

/** Answers without a look at the body. */
const refuse: WebhookHandle = async () => new Response('too large', { status: 413 })

const failing: WebhookHandle = () => Promise.reject(new Error('secret'))

/** Sends some bytes over a connection of its own, and hands it out. */
async function open(url: string, text: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

const unfinished = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{'

test('a body comes in and an answer goes out, byte for byte', () =>
  withLoopback(toNodeListener(echo), async (url) => {
    const response = await fetch(url, { method: 'POST', body: signedWallet })
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('x-kind'), 'echo')
    assert.equal(await response.text(), signedWallet)
  }))

test('a body of half a megabyte comes in whole', () =>
  withLoopback(toNodeListener(echo), async (url) => {
    const body = '0123456789abcdef'.repeat(32_768)
    assert.equal(await (await fetch(url, { method: 'POST', body })).text(), body)
  }))

test('the address is that of the socket, whatever the headers say', () => {
  const tellAddress: WebhookHandle = async (_request, context) => new Response(context?.remoteAddress)
  return withLoopback(toNodeListener(tellAddress), async (url) => {
    const headers = { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7', 'x-real-ip': '203.0.113.7' }
    assert.equal(await (await fetch(url, { headers })).text(), '127.0.0.1')
  })
})

for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']) {
  test(`${method} reaches the handle, and its answer arrives`, () => {
    const listener = toNodeListener(async () => new Response('no', { status: 405 }))
    return withLoopback(listener, async (url) => {
      const socket = await open(url, `${method} / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
      const [answer] = (await once(socket, 'data')) as [Buffer]
      assert.match(answer.toString(), /^HTTP\/1\.1 405 /)
      socket.destroy()
    })
  })
}

test('an answer that comes before the end of a large body arrives', () =>
  withLoopback(toNodeListener(refuse), async (url) => {
    for (let round = 0; round < 3; round += 1) {
      const response = await fetch(url, { method: 'POST', body: 'x'.repeat(2_000_000) })
      assert.equal(response.status, 413)
      assert.equal(await response.text(), 'too large')
    }
  }))

test('a GET with a body does not block its connection', () =>
  withLoopback(toNodeListener(refuse), async (url) => {
    const request = 'GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\n'
    const socket = await open(url, request + 'x'.repeat(100_000) + request)
    let answers = ''
    while (answers.split('413').length < 3) answers += String((await once(socket, 'data'))[0])
    socket.destroy()
  }))

test('a client that never ends its body is answered and then hung up on', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  return withLoopback(toNodeListener(refuse), async (url) => {
    const socket = await open(url, unfinished)
    const closed = once(socket, 'close')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    assert.match(answer.toString(), /^HTTP\/1\.1 413 /)
    t.mock.timers.tick(2_000)
    await closed
  })
})

test('a client that goes away in the middle breaks nothing', async () => {
  const failures: unknown[] = []
  const listener = toNodeListener(async (request) => {
    await request.text().catch((error: unknown) => failures.push(error))
    return new Response('nobody hears this')
  })
  const answered: Promise<void>[] = []
  await withLoopback(
    (incoming, outgoing) => {
      answered.push(listener(incoming, outgoing))
    },
    async (url) => {
      const socket = await open(url, unfinished)
      while (answered.length === 0) await new Promise(setImmediate)
      socket.destroy()
      await Promise.all(answered)
    },
  )
  assert.equal(failures.length, 1)
})

test('a handle that rejects is a 500 without words', () =>
  withLoopback(toNodeListener(failing), async (url) => {
    const response = await fetch(url, { method: 'POST', body: signedWallet })
    assert.equal(response.status, 500)
    assert.equal(await response.text(), '')
  }))

test('a handle that rejects is reported to the framework, where there is one', async () => {
  const reported: unknown[] = []
  const incoming = fakeIncoming([signedWallet])
  const outgoing = new ServerResponse(incoming as never)
  await toNodeListener(failing)(incoming, outgoing, (error) => reported.push(error))
  assert.match(String(reported), /secret/)
  assert.equal(outgoing.headersSent, false)
})

test('somebody who has answered already is not contradicted', async () => {
  const incoming = fakeIncoming([signedWallet])
  const outgoing = new ServerResponse(incoming as never)
  outgoing.writeHead(503).end()
  await toNodeListener(echo)(incoming, outgoing)
  assert.equal(outgoing.statusCode, 503)
})

test('an error of the response does not end the process', async () => {
  const incoming = fakeIncoming([signedWallet])
  const outgoing = new ServerResponse(incoming as never)
  await toNodeListener(echo)(incoming, outgoing)
  outgoing.emit('error', new Error('EPIPE'))
  incoming.emit('error', new Error('ECONNRESET'))
})

test('what is no handle is refused at once', () => {
  assert.equal(thrown('config', () => toNodeListener(undefined as never)).option, 'handle')
})
