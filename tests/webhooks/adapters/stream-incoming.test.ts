import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { streamIncoming } from '../../../src/webhooks/adapters/stream-incoming.ts'
import { fakeIncoming } from '../../tools/incoming.ts'

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
