import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { readIncomingText, toSandboxRequest } from '../../../src/sandbox/server/read-incoming.ts'

const incoming = (chunks: readonly string[], fields: object = {}) =>
  Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), fields) as unknown as IncomingMessage

test('reads the whole body', async () => assert.equal(await readIncomingText(incoming(['{"a"', ':1}'])), '{"a":1}'))

test('gives up a body over 1 MiB', async () => {
  assert.equal(await readIncomingText(incoming(['x'.repeat(1_048_576), 'y'])), undefined)
})

for (const [target, url] of [
  ['/v1/payment?cursor=a', 'http://h/v1/payment?cursor=a'],
  ['http://elsewhere.example/v1/payment', 'http://h/v1/payment'],
  ['*', 'http://h/*'],
] as const) {
  test(`${target} is read as ${url}`, async () => {
    const message = incoming([], { method: 'POST', url: target, headers: { sign: 'abc', via: ['a', 'b'] } })
    const request = toSandboxRequest(message, 'http://h', '{}')
    assert.deepEqual([request.method, request.url, await request.text()], ['POST', url, '{}'])
    assert.deepEqual([request.headers.get('Sign'), request.headers.get('merchant')], ['abc', null])
  })
}
