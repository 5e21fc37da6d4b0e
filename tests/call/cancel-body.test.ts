import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { cancelBody } from '../../src/call/cancel-body.ts'

const response = (body: unknown) => ({ status: 200, body, text: async () => '' })

test('a web stream is cancelled', () => {
  let cancelled = 0
  cancelBody(response(new ReadableStream({ cancel: () => void cancelled++ })))
  assert.equal(cancelled, 1)
})

test('a stream that someone else reads is left to them, without a complaint', async () => {
  const stream = new ReadableStream()
  stream.getReader()
  cancelBody(response(stream))
  await new Promise(setImmediate)
})

test('a node stream is destroyed', () => {
  const stream = Readable.from(['a'])
  cancelBody(response(stream))
  assert.ok(stream.destroyed)
})

test('a body that answers with nothing when it is cancelled is fine', () => {
  cancelBody(response({ cancel: () => undefined }))
})

for (const body of [undefined, null, 'text', {}, 7]) {
  test(`nothing is done about ${JSON.stringify(body)} as a body`, () => cancelBody(response(body)))
}
