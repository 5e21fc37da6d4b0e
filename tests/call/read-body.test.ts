import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { maxResponseBytes, readBodyText, readChunks } from '../../src/call/read-body.ts'

const bytes = (words: string) => new TextEncoder().encode(words)

/** What is read of a body, as one text. */
async function read(body: unknown): Promise<string> {
  let words = ''
  await readChunks(body, (chunk) => {
    words += new TextDecoder().decode(chunk as Uint8Array)
    return true
  })
  return words
}

for (const [kind, body] of [
  ['a web stream', new Blob(['abc']).stream()],
  ['a stream of Node', Readable.from([bytes('a'), bytes('bc')])],
  [
    'an async iterable',
    (async function* () {
      yield bytes('abc')
    })(),
  ],
] as const) {
  test(`${kind} is read to its end`, async () => assert.equal(await read(body), 'abc'))
}

test('what is no body cannot be read', () => {
  for (const body of [undefined, null, 'abc', 7, {}, { on: () => {} }]) {
    assert.equal(
      readChunks(body, () => true),
      undefined,
    )
  }
})

/** A stream of Node that says what it is told to. */
const emitting = (script: (emit: (event: string, value?: unknown) => void) => void) => {
  const listeners = new Map<string, (value?: unknown) => void>()
  const state = { destroyed: false }
  const stream = {
    on: (event: string, listener: (value?: unknown) => void) => listeners.set(event, listener),
    destroy: () => {
      state.destroyed = true
    },
  }
  setImmediate(() => script((event, value) => listeners.get(event)?.(value)))
  return { stream, state }
}

test('a node stream that closes before its end has broken', async () => {
  const { stream } = emitting((emit) => {
    emit('data', bytes('{"a"'))
    emit('close')
  })
  await assert.rejects(read(stream), /ended early/)
})

test('what a node stream fails with is thrown', async () => {
  const { stream } = emitting((emit) => emit('error', new Error('reset')))
  await assert.rejects(read(stream), /reset/)
})

test('a node stream of which no more is wanted is destroyed', async () => {
  const { stream, state } = emitting((emit) => emit('data', bytes('much')))
  await readChunks(stream, () => false)
  assert.ok(state.destroyed)
})

test('a node stream that broke before it was read is not waited for', async () => {
  const broken = Readable.from([bytes('{}')])
  broken.on('error', () => {})
  broken.destroy(new Error('reset'))
  await new Promise((resolve) => setImmediate(resolve))
  await assert.rejects(read(broken), /reset/)
  const gone = Readable.from([bytes('{}')])
  gone.destroy()
  await assert.rejects(read(gone), /ended early/)
})

const text = async () => assert.fail('text() must not be used where the body can be read')
const response = (body: unknown) => ({ status: 200, body, text })

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
    assert.equal(await readBodyText(response(make([bytes('{"a"'), bytes(':1}')]))), '{"a":1}')
  })

  test(`${kind} of text chunks is read`, async () => {
    assert.equal(await readBodyText(response(make(['{"a"', ':"é"}']))), '{"a":"é"}')
  })

  test(`characters that are split across the chunks of ${kind} are put together`, async () => {
    assert.equal(await readBodyText(response(make(singles(words)))), words)
  })

  test(`an empty body as ${kind} is an empty text`, async () => {
    assert.equal(await readBodyText(response(make([]))), '')
  })

  test(`${kind} of exactly the limit is read, and of a byte more is not`, async () => {
    const half = new Uint8Array(maxResponseBytes / 2).fill(97)
    assert.equal((await readBodyText(response(make([half, half]))))?.length, maxResponseBytes)
    assert.equal(await readBodyText(response(make([half, half, bytes('a')]))), undefined)
  })

  test(`the limit counts the bytes of the text chunks of ${kind}, not their letters`, async () => {
    const chunk = '漢'.repeat(maxResponseBytes / 4)
    assert.equal(await readBodyText(response(make([chunk, chunk]))), undefined)
  })
}

test('a web stream that is too large is cancelled within one chunk', async () => {
  const chunk = new Uint8Array(maxResponseBytes / 2 + 1)
  const { stream, state } = webStream(Array(50).fill(chunk))
  assert.equal(await readBodyText(response(stream)), undefined)
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
  assert.equal(await readBodyText(response(endless())), undefined)
  assert.ok(closed)
})

test('a body that fails while it is read rejects with its error', async () => {
  const stream = new ReadableStream({
    pull(controller) {
      controller.error(new TypeError('terminated'))
    },
  })
  await assert.rejects(readBodyText(response(stream)), /terminated/)
})

test('a byte order mark before the text is dropped, as text() does', async () => {
  assert.equal(
    await readBodyText(response(chunked([Uint8Array.of(0xef, 0xbb), Uint8Array.of(0xbf), bytes('{}')]))),
    '{}',
  )
})

test('bytes that are no UTF-8 are replaced, as text() does', async () => {
  assert.equal(await readBodyText(response(chunked([Uint8Array.of(0x61, 0xff, 0xe6)]))), 'a\ufffd\ufffd')
})

for (const body of [undefined, null, 'text', 7, {}]) {
  test(`text() is used where the body is ${JSON.stringify(body)}`, async () => {
    assert.equal(await readBodyText({ status: 200, body, text: async () => '{"a":1}' }), '{"a":1}')
  })
}

test('what only has text() is measured after reading', async () => {
  const fake = (length: number) => ({ status: 200, text: async () => 'a'.repeat(length) })
  assert.equal((await readBodyText(fake(maxResponseBytes)))?.length, maxResponseBytes)
  assert.equal(await readBodyText(fake(maxResponseBytes + 1)), undefined)
})
