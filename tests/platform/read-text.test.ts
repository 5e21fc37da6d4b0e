import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { cancelBody, openReader, readText } from '../../src/platform/read-text.ts'
import { turn } from '../support/clocks.ts'

const bytes = (words: string) => new TextEncoder().encode(words)

/** Reads a body up to a limit, and gives it up beyond that. */
async function read(body: unknown, maxBytes = 100): Promise<string | undefined> {
  const reader = openReader(body) ?? assert.fail('it cannot be read')
  const text = await readText(reader, maxBytes)
  if (text === undefined) cancelBody(body, reader)
  return text
}

async function* chunked(chunks: readonly unknown[]) {
  yield* chunks
}

const webStream = (chunks: readonly unknown[]) => {
  const state = { pulled: 0, cancelled: false }
  const stream = new ReadableStream(
    {
      pull(controller) {
        const chunk = chunks[state.pulled++]
        if (chunk === undefined) controller.close()
        else controller.enqueue(chunk)
      },
      cancel() {
        state.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, state }
}

/** The bytes of a text, one a chunk. */
const singles = (words: string) => Array.from(bytes(words), (byte) => Uint8Array.of(byte))
const words = '{"name":"漢字 🎉 é"}'

const kinds: readonly (readonly [string, (chunks: readonly unknown[]) => unknown])[] = [
  ['a web stream', (chunks) => webStream(chunks).stream],
  ['an async iterable', chunked],
  ['a node stream', (chunks) => Readable.from(chunks)],
]

for (const [kind, make] of kinds) {
  test(`${kind} is read to its end`, async () => {
    assert.equal(await read(make([bytes('{"a"'), bytes(':1}')])), '{"a":1}')
  })

  test(`${kind} of text chunks is read`, async () => {
    assert.equal(await read(make(['{"a"', ':"é"}'])), '{"a":"é"}')
  })

  test(`characters that are split across the chunks of ${kind} are put together`, async () => {
    assert.equal(await read(make(singles(words))), words)
  })

  test(`an empty body as ${kind} is an empty text`, async () => {
    assert.equal(await read(make([])), '')
  })

  test(`${kind} of exactly the limit is read, and of a byte more is not`, async () => {
    const half = new Uint8Array(50).fill(97)
    assert.equal((await read(make([half, half])))?.length, 100)
    assert.equal(await read(make([half, half, bytes('a')])), undefined)
  })

  test(`the limit counts the bytes of the text chunks of ${kind}, not their letters`, async () => {
    const chunk = '漢'.repeat(20)
    assert.equal(await read(make([chunk, chunk])), undefined)
  })
}

for (const [what, chunk] of [
  ['an ArrayBuffer', bytes(words).slice().buffer],
  ['a DataView', new DataView(bytes(words).slice().buffer)],
  ['a DataView of a part of its buffer', new DataView(bytes(`<<${words}>>`).buffer, 2, bytes(words).length)],
  ['a Buffer', Buffer.from(words)],
  ['a Uint8Array of a part of its buffer', bytes(`<<${words}>>`).subarray(2, 2 + bytes(words).length)],
] as const) {
  test(`a chunk that is ${what} is read as its bytes`, async () => {
    assert.equal(await read(chunked([chunk])), words)
    assert.equal(await read(chunked([chunk]), 5), undefined)
  })
}

for (const chunk of [7, {}, [1, 2], true, new Map(), Symbol('x'), 7n]) {
  test(`a chunk that is ${String(chunk)} (${typeof chunk}) is refused, not read as nothing`, async () => {
    await assert.rejects(read(chunked(['{}', chunk])))
  })
}

test('what is no body cannot be read', () => {
  for (const body of [undefined, null, 7, {}, { on: () => {} }, new Blob(['a']), Symbol('x')]) {
    assert.equal(openReader(body), undefined)
  }
})

test('what somebody else has read, or is reading, cannot be read', async () => {
  const locked = new ReadableStream()
  locked.getReader()
  const spent = Readable.from([bytes('{}')])
  for await (const _ of spent) assert.ok(_)
  for (const body of [locked, spent]) assert.equal(openReader(body), undefined)
})

test('a node stream that closes before its end has broken', async () => {
  const stream = new Readable({ read() {} })
  const reading = read(stream)
  stream.push(bytes('{"a"'))
  await turn()
  stream.destroy()
  await assert.rejects(reading, { code: 'ERR_STREAM_PREMATURE_CLOSE' })
})

test('what a node stream fails with is thrown', async () => {
  const stream = new Readable({ read() {} })
  const reading = read(stream)
  stream.destroy(new Error('reset'))
  await assert.rejects(reading, /reset/)
})

test('a node stream of which no more is wanted is destroyed', async () => {
  const stream = Readable.from(chunked([bytes('much'), bytes('more')]))
  assert.equal(await read(stream, 5), undefined)
  await turn()
  assert.ok(stream.destroyed)
})

test('a node stream that broke before it was read is not waited for', async () => {
  const broken = Readable.from([bytes('{}')])
  broken.on('error', () => {})
  broken.destroy(new Error('reset'))
  await turn()
  await assert.rejects(read(broken), /reset/)
  const gone = Readable.from([bytes('{}')])
  gone.destroy()
  await assert.rejects(read(gone))
})

test('a web stream that is too large is cancelled within one chunk', async () => {
  const { stream, state } = webStream(Array(50).fill(new Uint8Array(51)))
  assert.equal(await read(stream), undefined)
  assert.ok(state.cancelled)
  assert.ok(state.pulled <= 3)
})

test('an async iterable that is too large is closed', async () => {
  let closed = false
  async function* endless() {
    try {
      for (;;) yield new Uint8Array(51)
    } finally {
      closed = true
    }
  }
  assert.equal(await read(endless()), undefined)
  await turn()
  assert.ok(closed)
})

test('a body that fails while it is read rejects with its error', async () => {
  const stream = new ReadableStream({
    pull(controller) {
      controller.error(new TypeError('terminated'))
    },
  })
  await assert.rejects(read(stream), /terminated/)
})

test('a byte order mark before the text is dropped, as text() does', async () => {
  assert.equal(await read(chunked([Uint8Array.of(0xef, 0xbb), Uint8Array.of(0xbf), bytes('{}')])), '{}')
})

test('bytes that are no UTF-8 are replaced, as text() does', async () => {
  assert.equal(await read(chunked([Uint8Array.of(0x61, 0xff, 0xe6)])), 'a\ufffd\ufffd')
})

test('an iterator that ends without a result is at its end', async () => {
  const ended = { [Symbol.asyncIterator]: () => ({ next: async () => undefined }) }
  assert.equal(await read(ended), '')
})

test('a strict decoder that keeps byte order marks reads the same text, however its bytes are cut', async () => {
  const words = '\ufeffa\ufeffä漢🎉b\ufeff'
  const whole = bytes(words)
  const signed = new Int8Array(whole.buffer)
  const cuts = Array.from(whole.keys(), (at) => [whole.subarray(0, at), whole.subarray(at)])
  for (const chunks of [[whole], singles(words), [signed.subarray(0, 9), signed.subarray(9)], ...cuts]) {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    const reader = openReader(chunked(chunks)) ?? assert.fail('it cannot be read')
    assert.equal(await readText(reader, 100, decoder), words)
  }
})
