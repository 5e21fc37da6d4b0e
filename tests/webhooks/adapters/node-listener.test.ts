import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readIncoming } from '../../../src/webhooks/adapters/node-listener.ts'
import { fakeIncoming } from '../../tools/incoming.ts'
import { rejected } from '../../tools/rejected.ts'
import { signedWallet } from '../../tools/webhooks.ts'

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
