import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { answerIncoming, readIncomingText, toSandboxRequest } from '../../../src/sandbox/server/answer-incoming.ts'
import type { Sandbox } from '../../../src/sandbox/types.ts'
import { buildHeaders } from '../../../src/signing/build-headers.ts'
import { withLoopback } from '../../support/loopback.ts'
import { fixedInvoice, openSandbox } from '../../support/sandbox.ts'

const serve = <Value>(sandbox: Sandbox, run: (url: string) => Promise<Value>) =>
  withLoopback((incoming, outgoing) => answerIncoming(sandbox, 'http://127.0.0.1:1', incoming, outgoing), run)

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
  const broken: Sandbox = { ...sandbox, handle: () => Promise.reject(new Error('secret detail')) }
  await serve(broken, async (url) => {
    const response = await fetch(`${url}/v1/payment`, { method: 'POST' })
    assert.equal(response.status, 500)
    assert.deepEqual(await response.json(), { message: 'Server error, #1', code: 500, error: null })
  })
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
