import assert from 'node:assert/strict'
import { once } from 'node:events'
import { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import {
  describeFix,
  discardBody,
  readIncoming,
  streamIncoming,
  toNodeListener,
} from '../../../src/webhooks/adapters/node-listener.ts'
import type { NodeRequest } from '../../../src/webhooks/adapters/node-types.ts'
import type { WebhookEndpoint } from '../../../src/webhooks/handler/types.ts'
import { withLoopback } from '../../support/loopback.ts'
import { rejected } from '../../support/rejected.ts'
import { thrown } from '../../support/thrown.ts'
import { signedWallet } from '../../support/webhooks.ts'

/** Fields of a request of Node; each has a default. */
type IncomingFields = Partial<Record<keyof NodeRequest | 'app' | 'query' | 'cookies', unknown>>

/** A request as Node's server passes it: a real stream of these pieces with the fields of a request. */
function fakeIncoming(pieces: readonly (string | Uint8Array)[] = [], fields: IncomingFields = {}) {
  const stream = Readable.from(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  return Object.assign(stream, {
    method: 'POST',
    url: '/',
    headers: {},
    socket: { remoteAddress: '127.0.0.1' },
    ...fields,
  }) as unknown as Readable & NodeRequest
}

/** A request whose body somebody has read to its end. */
async function readBefore(fields = {}) {
  const incoming = fakeIncoming([signedWallet], fields)
  await incoming.toArray()
  return incoming
}

test('method, path and headers are those of the request', () => {
  const headers = { 'content-type': 'application/json', 'x-twice': ['1', '2'], 'x-none': undefined }
  const request = readIncoming(fakeIncoming([], { url: '/hooks?a=1', headers }))
  assert.equal(request.method, 'POST')
  assert.equal(request.url, 'http://localhost/hooks?a=1')
  assert.deepEqual(
    [...request.headers],
    [
      ['content-type', 'application/json'],
      ['x-twice', '1, 2'],
    ],
  )
})

test('the path is the whole one below a router', () => {
  const { url } = readIncoming(fakeIncoming([], { url: '/', originalUrl: '/api/hooks' }))
  assert.equal(url, 'http://localhost/api/hooks')
})

test('a request without method and path is a GET of the root', () => {
  const { method, url } = readIncoming(fakeIncoming([], { method: undefined, url: undefined }))
  assert.deepEqual({ method, url }, { method: 'GET', url: 'http://localhost/' })
})

test('a body that nobody has read is read', async () => {
  assert.equal(await readIncoming(fakeIncoming([signedWallet])).text(), signedWallet)
})

test('the empty object that Express 4 puts on each request changes nothing', async () => {
  assert.equal(await readIncoming(fakeIncoming([signedWallet], { body: {} })).text(), signedWallet)
})

for (const [what, fields] of [
  ['bytes in rawBody', { rawBody: Buffer.from(signedWallet), body: JSON.parse(signedWallet) }],
  ['text in rawBody', { rawBody: signedWallet, body: JSON.parse(signedWallet) }],
  ['bytes in body', { body: Buffer.from(signedWallet) }],
  ['text in body', { body: signedWallet }],
] as const) {
  test(`${what} are taken as the body`, async () => {
    assert.equal(await readIncoming(await readBefore(fields)).text(), signedWallet)
  })
}

for (const [what, fields] of [
  ['was parsed', { body: JSON.parse(signedWallet) }],
  ['was parsed into nothing', { body: null }],
  ['was read and thrown away', {}],
] as const) {
  test(`a body that ${what} fails with the fix`, async () => {
    const error = await rejected('webhook', readIncoming(await readBefore(fields)).text())
    assert.equal(error.reason, 'not_raw')
    assert.match(error.message, /parsed before it could be verified.*Express/)
  })
}

test('a body that a platform parsed without the stream fails with the fix', async () => {
  const incoming = fakeIncoming([], { body: JSON.parse(signedWallet), query: {}, cookies: {} })
  assert.match((await rejected('webhook', readIncoming(incoming).text())).message, /bodyParser: false/)
})

test('a body that throws when it is looked at is not looked at', async () => {
  const incoming = await readBefore()
  Object.defineProperty(incoming, 'body', {
    get: () => {
      throw new Error('Invalid JSON')
    },
  })
  assert.equal((await rejected('webhook', readIncoming(incoming).text())).reason, 'not_raw')
})

const fixFor = (fields: IncomingFields) => describeFix(fakeIncoming([], fields))

test('a request of Express, or of Nest on it, gets the fixes of both and no others', () => {
  const fix = fixFor({ app: () => {}, originalUrl: '/', query: {}, cookies: {} })
  assert.match(fix, /express\.raw\(\{ type: "\*\/\*" \}\)/)
  assert.match(fix, /rawBody: true/)
  assert.doesNotMatch(fix, /Next|Koa|Fastify/)
})

test('a request of a Next.js pages route gets the fix of Next.js', () => {
  const fix = fixFor({ query: {}, cookies: {} })
  assert.match(fix, /export const config = \{ api: \{ bodyParser: false \} \}/)
  assert.doesNotMatch(fix, /Koa|Fastify|Express/)
})

test('a request that does not tell where it comes from gets the fix of each framework', () => {
  const fix = fixFor({})
  for (const name of ['Koa', 'Fastify', 'Express', 'Nest', 'Next.js', 'Vercel']) assert.ok(fix.includes(name), name)
  assert.match(fix, /addContentTypeParser\('\*'/)
})

const unfinished = () => Object.assign(new Readable({ read() {} }), { headers: {}, complete: false })

test('what is left of a body is dropped, whoever made it wait', async () => {
  const incoming = fakeIncoming(['a', 'b', 'c'], { complete: true })
  incoming.on('data', () => incoming.pause())
  discardBody(incoming)
  await setImmediate()
  assert.equal(incoming.readableEnded, true)
})

test('a client that does not finish is hung up on after two seconds, and not before', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const incoming = unfinished()
  discardBody(incoming)
  t.mock.timers.tick(1_999)
  assert.equal(incoming.destroyed, false)
  t.mock.timers.tick(1)
  assert.equal(incoming.destroyed, true)
})

for (const event of ['end', 'close']) {
  test(`the wait is over at its ${event}`, (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const incoming = unfinished()
    const destroy = t.mock.method(incoming, 'destroy')
    discardBody(incoming)
    incoming.emit(event)
    t.mock.timers.tick(10_000)
    assert.equal(destroy.mock.callCount(), 0)
  })
}

test('a request that has come in whole is not waited for', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const incoming = Object.assign(unfinished(), { complete: true })
  discardBody(incoming)
  t.mock.timers.tick(10_000)
  assert.equal(incoming.destroyed, false)
})

const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text()

/** A request whose body never ends by itself, and how many of its pieces have been taken. */
function endless() {
  let taken = 0
  const source = new Readable({
    highWaterMark: 1,
    read() {
      taken += 1
      // In a turn of its own, or whoever lets it flow would never get out.
      setTimeout(() => source.push('x'.repeat(1_000)))
    },
  })
  return { incoming: Object.assign(source, { headers: {} }), taken: () => taken }
}

test('a body in pieces arrives whole', async () => {
  assert.equal(await textOf(streamIncoming(fakeIncoming(['{"a":', '"b', '"}']))), '{"a":"b"}')
})

test('an empty body ends', async () => {
  assert.equal(await textOf(streamIncoming(fakeIncoming())), '')
})

test('text, of a stream that has an encoding, arrives as UTF-8', async () => {
  const incoming = fakeIncoming(['Заказ 🎉'])
  incoming.setEncoding('utf8')
  assert.equal(await textOf(streamIncoming(incoming)), 'Заказ 🎉')
})

test('nothing is handed on before it is asked for, and no more than that', async () => {
  const { incoming, taken } = endless()
  const reader = streamIncoming(incoming).getReader()
  await setImmediate()
  const before = taken()
  assert.ok(before <= 1, `${before} pieces were read ahead`)
  await reader.read()
  await setImmediate()
  assert.ok(taken() <= before + 2, `${taken()} pieces were read for one`)
  await reader.cancel()
  incoming.destroy()
})

test('after a cancel nothing is handed on, and what still comes is no error', async () => {
  const { incoming } = endless()
  const reader = streamIncoming(incoming).getReader()
  await reader.read()
  await reader.cancel()
  incoming.resume()
  await once(incoming, 'data')
  incoming.destroy(new Error('late'))
  await setImmediate()
  assert.deepEqual(await reader.read(), { done: true, value: undefined })
})

test('a client that goes away in the middle is an error', async () => {
  const { incoming } = endless()
  const reader = streamIncoming(incoming).getReader()
  await reader.read()
  incoming.destroy()
  await setImmediate()
  await assert.rejects(reader.read(), /went away/)
})

test('an error of the connection is handed on', async () => {
  const { incoming } = endless()
  const reader = streamIncoming(incoming).getReader()
  incoming.destroy(new Error('reset'))
  await assert.rejects(reader.read(), /reset/)
})

test('a client that has gone away before is an error, and nobody waits for it', async () => {
  const { incoming } = endless()
  incoming.destroy()
  await setImmediate()
  await assert.rejects(streamIncoming(incoming).getReader().read(), /went away/)
})

const echo: WebhookEndpoint = async (request) => new Response(await request.text(), { headers: { 'x-kind': 'echo' } })

/** Answers without a look at the body. */
const refuse: WebhookEndpoint = async () => new Response('too large', { status: 413 })

const failing: WebhookEndpoint = () => Promise.reject(new Error('secret'))

/** Sends some bytes over a connection of its own, and hands it out. */
async function open(url: string, text: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

const unfinishedRequest = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{'

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
  const tellAddress: WebhookEndpoint = async (_request, context) => new Response(context?.remoteAddress)
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
    const socket = await open(url, unfinishedRequest)
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
      const socket = await open(url, unfinishedRequest)
      while (answered.length === 0) await setImmediate()
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
