import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { readIncomingText, toSandboxRequest } from '../../../src/sandbox/server/read-incoming.ts'

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
