import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { maxResponseBytes, readText } from '../../src/call/read-text.ts'

const text = async () => assert.fail('text() must not be used where the body can be read')
const response = (body: unknown) => ({ status: 200, body, text })
const bytes = (words: string) => new TextEncoder().encode(words)

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
    assert.equal(await readText(response(make([bytes('{"a"'), bytes(':1}')]))), '{"a":1}')
  })

  test(`${kind} of text chunks is read`, async () => {
    assert.equal(await readText(response(make(['{"a"', ':"é"}']))), '{"a":"é"}')
  })

  test(`characters that are split across the chunks of ${kind} are put together`, async () => {
    assert.equal(await readText(response(make(singles(words)))), words)
  })

  test(`an empty body as ${kind} is an empty text`, async () => {
    assert.equal(await readText(response(make([]))), '')
  })

  test(`${kind} of exactly the limit is read, and of a byte more is not`, async () => {
    const half = new Uint8Array(maxResponseBytes / 2).fill(97)
    assert.equal((await readText(response(make([half, half]))))?.length, maxResponseBytes)
    assert.equal(await readText(response(make([half, half, bytes('a')]))), undefined)
  })

  test(`the limit counts the bytes of the text chunks of ${kind}, not their letters`, async () => {
    const chunk = '漢'.repeat(maxResponseBytes / 4)
    assert.equal(await readText(response(make([chunk, chunk]))), undefined)
  })
}

test('a web stream that is too large is cancelled within one chunk', async () => {
  const chunk = new Uint8Array(maxResponseBytes / 2 + 1)
  const { stream, state } = webStream(Array(50).fill(chunk))
  assert.equal(await readText(response(stream)), undefined)
  assert.ok(state.cancelled)
  assert.ok(state.pulled <= 3)
})

test('an async iterable that is too large is closed', async () => {
  let closed = false
  async function* endless() {
    try {
      for (;;) yield new Uint8Array(maxResponseBytes)
    } finally {
      closed = true
    }
  }
  assert.equal(await readText(response(endless())), undefined)
  assert.ok(closed)
})

test('a body that fails while it is read rejects with its error', async () => {
  const stream = new ReadableStream({
    pull(controller) {
      controller.error(new TypeError('terminated'))
    },
  })
  await assert.rejects(readText(response(stream)), /terminated/)
})

test('a byte order mark before the text is dropped, as text() does', async () => {
  assert.equal(await readText(response(chunked([Uint8Array.of(0xef, 0xbb), Uint8Array.of(0xbf), bytes('{}')]))), '{}')
})

test('bytes that are no UTF-8 are replaced, as text() does', async () => {
  assert.equal(await readText(response(chunked([Uint8Array.of(0x61, 0xff, 0xe6)]))), 'a\ufffd\ufffd')
})

for (const body of [undefined, null, 'text', 7, {}]) {
  test(`text() is used where the body is ${JSON.stringify(body)}`, async () => {
    assert.equal(await readText({ status: 200, body, text: async () => '{"a":1}' }), '{"a":1}')
  })
}

test('what only has text() is measured after reading', async () => {
  const fake = (length: number) => ({ status: 200, text: async () => 'a'.repeat(length) })
  assert.equal((await readText(fake(maxResponseBytes)))?.length, maxResponseBytes)
  assert.equal(await readText(fake(maxResponseBytes + 1)), undefined)
})
