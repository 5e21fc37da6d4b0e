import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import type { ApiReply } from '../../../src/sandbox/requests/reply.ts'
import {
  answerIncoming,
  readIncomingText,
  type Serving,
  toSandboxRequest,
} from '../../../src/sandbox/server/answer-incoming.ts'
import { accessSandbox } from '../../../src/sandbox/server/sandbox-access.ts'
import type { Sandbox } from '../../../src/sandbox/types.ts'
import { buildHeaders } from '../../../src/signing/build-headers.ts'
import { withLoopback } from '../../support/loopback.ts'
import { fixedInvoice, openSandbox } from '../../support/sandbox.ts'

const origin = 'http://127.0.0.1:1'

const serve = <Value>(sandbox: Sandbox, run: (url: string) => Promise<Value>, changes: Partial<Serving> = {}) => {
  const serving = { sandbox: accessSandbox(sandbox, origin), origin, door: () => undefined, ...changes }
  return withLoopback((incoming, outgoing) => answerIncoming(serving, incoming, outgoing), run)
}

test('the API answers JSON with the status of the sandbox', async () => {
  const { sandbox } = openSandbox()
  await serve(sandbox, async (url) => {
    const body = JSON.stringify(fixedInvoice)
    const headers = { ...buildHeaders({ ...sandbox.clientOptions, body }) }
    const response = await fetch(`${url}/v1/payment`, { method: 'POST', headers, body })
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/json'])
    const { result } = (await response.json()) as { result: { uuid: string; url: string } }
    assert.equal(result.url, `http://127.0.0.1:1/pay/${result.uuid}`)
    const unsigned = await fetch(`${url}/v1/payment`, { method: 'POST', body })
    assert.deepEqual([unsigned.status, await unsigned.text()], [401, '{"message":"Invalid Sign."}'])
  })
})

test('a body over 1 MiB is a 413', async () => {
  await serve(openSandbox().sandbox, async (url) => {
    const response = await fetch(`${url}/v1/payment`, { method: 'POST', body: 'a'.repeat(1_048_577) })
    assert.equal(response.status, 413)
    assert.deepEqual(await response.json(), { message: 'Payload too large', code: 413, error: null })
  })
})

test('an unknown page or path is a 404', async () => {
  await serve(openSandbox().sandbox, async (url) => {
    const page = await fetch(`${url}/pay/nobody`)
    assert.deepEqual([page.status, page.headers.get('content-type')], [404, 'text/html; charset=utf-8'])
    await page.text()
    assert.equal((await fetch(`${url}/favicon.ico`)).status, 404)
  })
})

test('whatever goes wrong is a 500 that says nothing about it', async () => {
  const { sandbox } = openSandbox()
  const broken = { ...accessSandbox(sandbox, origin), answer: () => Promise.reject(new Error('secret detail')) }
  await serve(
    sandbox,
    async (url) => {
      const response = await fetch(`${url}/v1/payment`, { method: 'POST' })
      assert.equal(response.status, 500)
      assert.deepEqual(await response.json(), { message: 'Server error, #1', code: 500, error: null })
    },
    { sandbox: broken },
  )
})

const limit = 1_048_576
const incoming = (chunks: readonly Buffer[], head: object = {}) =>
  Object.assign(Readable.from(chunks), head) as unknown as IncomingMessage

test('a body is put together before it is decoded', async () => {
  const bytes = Buffer.from('Заказ')
  assert.equal(await readIncomingText(incoming([bytes.subarray(0, 3), bytes.subarray(3)])), 'Заказ')
  assert.equal(await readIncomingText(incoming([])), '')
})

test('a body of exactly 1 MiB is read, and one byte more is too much', async () => {
  const half = Buffer.alloc(limit / 2, 'a')
  assert.equal((await readIncomingText(incoming([half, half])))?.length, limit)
  assert.equal(await readIncomingText(incoming([half, half, Buffer.from('a')])), undefined)
})

test('a body that breaks off, or fails, is read by nobody', async () => {
  const leaving = new Readable({ read: () => {} })
  const reading = readIncomingText(leaving as IncomingMessage)
  leaving.push('half')
  leaving.destroy()
  await assert.rejects(reading, /broke off/)
  const failing = new Readable({ read: () => {} })
  const failed = readIncomingText(failing as IncomingMessage)
  failing.destroy(new Error('aborted'))
  await assert.rejects(failed, /aborted/)
})

test('a request keeps its method, its path and query, and its headers in any case', async () => {
  const head = { method: 'POST', url: '/v1/payment/list?cursor=a%3D', headers: { merchant: 'm' } }
  const request = toSandboxRequest(incoming([], head), 'http://127.0.0.1:1', '{}')
  assert.deepEqual([request.method, request.url], ['POST', 'http://127.0.0.1:1/v1/payment/list?cursor=a%3D'])
  assert.deepEqual([request.headers.get('Merchant'), request.headers.get('sign')], ['m', null])
  assert.equal(await request.text(), '{}')
})

test('whatever the target, the origin is the server’s own', () => {
  const urlOf = (url: string) => toSandboxRequest(incoming([], { url, headers: {} }), 'http://127.0.0.1:1', '').url
  assert.equal(urlOf('http://elsewhere.test/v1/payment'), 'http://127.0.0.1:1/v1/payment')
  assert.equal(urlOf('https://elsewhere.test'), 'http://127.0.0.1:1/')
  assert.equal(urlOf('//elsewhere.test/x'), 'http://127.0.0.1:1//elsewhere.test/x')
  assert.equal(urlOf('*'), 'http://127.0.0.1:1/*')
})

test('who is not let in gets the reason, and reaches neither page nor API', async () => {
  const { sandbox } = openSandbox()
  const unreached = { ...accessSandbox(sandbox, origin), answer: () => assert.fail('reached') }
  const door = () => ({ status: 403, message: 'Not you' }) as const
  await serve(
    sandbox,
    async (url) => {
      for (const path of ['/pay/some-uuid', '/wallet/some-uuid', '/v1/payment']) {
        const response = await fetch(url + path, { method: 'POST', body: 'how=exact' })
        assert.deepEqual([response.status, response.headers.get('x-content-type-options')], [403, 'nosniff'])
        assert.deepEqual(await response.json(), { message: 'Not you', code: 403, error: null })
      }
    },
    { sandbox: unreached, door },
  )
})

for (const path of ['/pay/some-uuid', '/wallet/some-uuid?x']) {
  test(`${path} takes GET, HEAD and POST, and says so`, async () => {
    await serve(openSandbox().sandbox, async (url) => {
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const response = await fetch(url + path, { method })
        assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD, POST'])
        assert.deepEqual(await response.json(), { message: 'Method not allowed', code: 405, error: null })
      }
    })
  })
}

test('HEAD has the headers of GET and no body', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await serve(sandbox, async (url) => {
    const heads = await Promise.all(
      ['GET', 'HEAD'].map(async (method) => {
        const response = await fetch(`${url}/pay/${uuid}`, { method })
        const text = await response.text()
        // The client closes after HEAD.
        const { date: _, connection: __, ...headers } = Object.fromEntries(response.headers)
        return { status: response.status, headers, isEmpty: text === '' }
      }),
    )
    const [get, head] = heads
    assert.deepEqual(head, { ...get, isEmpty: true })
    assert.equal(get?.isEmpty, false)
  })
})

/** Serves an API that answers everything with one reply. */
const serveReply = <Value>(reply: ApiReply, run: (url: string) => Promise<Value>) => {
  const { sandbox } = openSandbox()
  return serve(sandbox, run, { sandbox: { ...accessSandbox(sandbox, origin), answer: async () => reply } })
}

const whole = { status: 200, headers: { 'content-type': 'application/json', 'x-own': 'yes' }, text: '{"a":"äöü"}' }

test('a reply keeps its status, its headers and its bytes', async () => {
  await serveReply({ ...whole, status: 429 }, async (url) => {
    const response = await fetch(url, { method: 'POST' })
    assert.equal(response.status, 429)
    assert.deepEqual([response.headers.get('x-own'), response.headers.get('content-length')], ['yes', '14'])
    assert.equal(await response.text(), whole.text)
  })
})

/** Sends a request and returns what arrives until the connection ends. */
async function listenTo(url: string, hasHeard: (text: string) => void = () => {}): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const heard: Buffer[] = []
  socket
    .on('error', () => {})
    .on('data', (chunk: Buffer) => {
      heard.push(chunk)
      hasHeard(Buffer.concat(heard).toString())
    })
  socket.write('POST /v1/payment HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}')
  await once(socket, 'close')
  return Buffer.concat(heard).toString()
}

test('a reply that is dropped cuts the connection before a byte is sent', async () => {
  await serveReply({ ...whole, broken: 'drop' }, async (url) => {
    assert.equal(await listenTo(url), '')
    await assert.rejects(fetch(url, { method: 'POST' }))
  })
})

test('half a body announces the whole, sends half of the bytes and cuts the connection', async () => {
  await serveReply({ ...whole, broken: 'half-body' }, async (url) => {
    const [head = '', body = ''] = (await listenTo(url)).split('\r\n\r\n')
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n.*content-length: 14/s)
    assert.equal(body, '{"a":"\ufffd')
    const response = await fetch(url, { method: 'POST' })
    await assert.rejects(response.text())
  })
})

test('half of an empty body is none, and still not all of it', async () => {
  await serveReply({ ...whole, text: '', broken: 'half-body' }, async (url) => {
    assert.match(await listenTo(url), /content-length: 1\r\n.*\r\n\r\n$/s)
    const response = await fetch(url, { method: 'POST' })
    await assert.rejects(response.text())
  })
})

test('a reply that stalls sends nothing and keeps the connection, until the client leaves', async () => {
  let answered = () => {}
  const asked = new Promise<void>((resolve) => {
    answered = resolve
  })
  const { sandbox } = openSandbox()
  const answer = async (): Promise<ApiReply> => {
    setImmediate(answered)
    return { ...whole, broken: 'stall' }
  }
  await serve(
    sandbox,
    async (url) => {
      const leaving = new AbortController()
      let isOver = false
      const call = fetch(url, { method: 'POST', signal: leaving.signal }).finally(() => {
        isOver = true
      })
      await asked
      await new Promise((resolve) => setImmediate(resolve))
      assert.equal(isOver, false)
      leaving.abort(new Error('left'))
      await assert.rejects(call, /left/)
    },
    { sandbox: { ...accessSandbox(sandbox, origin), answer } },
  )
})

test('a reply with a header that HTTP cannot carry is a 500', async () => {
  await serveReply({ ...whole, headers: { 'x-own': 'a\nb' } }, async (url) => {
    assert.equal((await fetch(url, { method: 'POST' })).status, 500)
  })
})
