import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRequest, failingBody } from '../../../src/webhooks/adapters/make-request.ts'

const parts = { method: 'POST', target: '/', headers: [], body: '' }

for (const [target, url] of [
  ['/hooks?a=1&b=%20', 'http://localhost/hooks?a=1&b=%20'],
  ['//evil.example/hooks', 'http://localhost//evil.example/hooks'],
  ['http://evil.example/hooks', 'http://localhost/hooks'],
  ['HTTPS://evil.example?a', 'http://localhost/?a'],
  ['*', 'http://localhost/*'],
  ['', 'http://localhost/'],
  ['evil.example:443', 'http://localhost/evil.example:443'],
  ['@evil.example/', 'http://localhost/@evil.example/'],
] as const) {
  test(`the target "${target}" stays on localhost`, () => {
    assert.equal(createRequest({ ...parts, target }).url, url)
  })
}

test('a header that comes more than once keeps all of its values', () => {
  const headers: [string, string][] = [
    ['x-forwarded-for', '1.1.1.1'],
    ['x-forwarded-for', '2.2.2.2'],
  ]
  assert.equal(createRequest({ ...parts, headers }).headers.get('x-forwarded-for'), '1.1.1.1, 2.2.2.2')
})

test('a header that no Request can hold is left out', () => {
  const headers: [string, string][] = [
    [':method', 'POST'],
    ['x-name', '漢'],
    ['x-kept', 'yes'],
  ]
  assert.deepEqual([...createRequest({ ...parts, headers }).headers.keys()], ['x-kept'])
})

for (const method of ['GET', 'HEAD', 'get'] as const) {
  test(`${method} has no body`, () => {
    assert.equal(createRequest({ ...parts, method, body: 'ignored' }).body, null)
  })
}

for (const method of ['TRACE', 'connect', 'TRACK'] as const) {
  test(`${method}, which no Request can have, becomes GET`, () => {
    assert.equal(createRequest({ ...parts, method, body: 'ignored' }).method, 'GET')
  })
}

test('text is sent as its UTF-8 bytes, bytes and streams as they are', async () => {
  const bytes = new TextEncoder().encode('Заказ')
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  for (const body of ['Заказ', bytes, stream]) {
    assert.deepEqual(new Uint8Array(await createRequest({ ...parts, body }).arrayBuffer()), bytes)
  }
})

test('text brings no content type of its own', () => {
  assert.equal(createRequest({ ...parts, body: '{}' }).headers.get('content-type'), null)
})

const error = new Error('the reason')

test('whoever reads the body gets the reason', async () => {
  await assert.rejects(failingBody(error).getReader().read(), error)
})

test('a request with such a body rejects with the reason itself', async () => {
  const request = new Request('http://localhost', { method: 'POST', body: failingBody(error), duplex: 'half' })
  await assert.rejects(request.text(), error)
})

test('a body that nobody reads can be dropped', async () => {
  await failingBody(error).cancel()
})
