import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { ResponseLike } from '../../src/call/types.ts'
import { cancelBody, openReader, readText } from '../../src/platform/read-text.ts'
import type { UndiciResponse } from '../../src/undici/options.ts'
import { decodeBody, toResponse } from '../../src/undici/response.ts'

/** Reads a body as the client does. */
async function readBody({ body }: ResponseLike): Promise<string | undefined> {
  const reader = openReader(body)
  assert.ok(reader)
  return readText(reader, 1_048_576)
}

const answerOf = (fields: Partial<Omit<UndiciResponse, 'body'>> = {}, bytes = Buffer.from('{"state":0}')) => ({
  statusCode: 200,
  headers: {},
  body: Readable.from([bytes]),
  ...fields,
})

test('the status, the headers in any case and the body are passed on', async () => {
  const headers = { 'retry-after': '5', 'set-cookie': ['a=1', 'b=2'], 'x-nothing': undefined }
  const response = toResponse(answerOf({ statusCode: 429, headers }))
  const names = ['Retry-After', 'set-cookie', 'x-nothing', 'x-missing', 'constructor']
  assert.deepEqual(
    names.map((name) => response.headers?.get(name)),
    ['5', 'a=1, b=2', null, null, null],
  )
  assert.deepEqual([response.status, response.redirected], [429, false])
  assert.equal(await readBody(response), '{"state":0}')
})

test('text() reads the whole body, decoded', async () => {
  assert.equal(await toResponse(answerOf()).text(), '{"state":0}')
  const headers = { 'content-encoding': 'gzip' }
  assert.equal(await toResponse(answerOf({ headers }, gzipSync('{"state":1}'))).text(), '{"state":1}')
})

const answerOfLength = (length: string | undefined, headers = {}) => {
  const body = Object.assign(Readable.from([Buffer.from('{"state":0}')]), { text: async () => 'read by undici' })
  return { statusCode: 200, headers: { 'content-length': length, ...headers }, body }
}

test('a body whose declared length is short is read by undici, and can be given up', async () => {
  const answer = answerOfLength('65535')
  const response = toResponse(answer)
  assert.equal(openReader(response.body), undefined)
  assert.equal(await response.text(), 'read by undici')
  cancelBody(response.body)
  await new Promise(setImmediate)
  assert.ok(answer.body.destroyed)
})

for (const [what, answer] of [
  ['of no declared length', answerOfLength(undefined)],
  ['of a length that is no number', answerOfLength('11, 11')],
  ['of a long declared length', answerOfLength('65536')],
  ['that undici does not read itself', { ...answerOf(), headers: { 'content-length': '11' } }],
  ['in an encoding', answerOfLength('11', { 'content-encoding': 'identity' })],
] as const) {
  test(`a body ${what} is read in chunks`, async () => {
    assert.equal(await readBody(toResponse(answer)), '{"state":0}')
  })
}

for (const encoding of ['identity', '', ' , ', 'Identity, ']) {
  test(`a body in the encoding '${encoding}' is passed on as it is`, async () => {
    const answer = answerOf({ headers: { 'content-encoding': encoding } })
    assert.equal(toResponse(answer).body, answer.body)
  })
}

for (const encoding of ['GZIP', ' gzip ', 'identity, gzip', ['identity', 'gzip']]) {
  test(`a body in the encoding '${encoding}' is unpacked`, async () => {
    const response = toResponse(answerOf({ headers: { 'content-encoding': encoding } }, gzipSync('{"state":1}')))
    assert.equal(await readBody(response), '{"state":1}')
  })
}

for (const encoding of ['zstd', 'gzip, zstd', 'constructor', Array(6).fill('gzip').join()]) {
  test(`a body in the encoding '${encoding}' is ended, and its text says why`, async () => {
    const answer = answerOf({ headers: { 'content-encoding': encoding } })
    const response = toResponse(answer)
    assert.deepEqual([response.status, response.body], [200, undefined])
    assert.match(await response.text(), /content-encoding/)
    assert.ok(answer.body.destroyed)
  })
}

test('a redirect that an interceptor of the caller followed is reported', () => {
  const context = (...history: unknown[]) => toResponse(answerOf({ context: { history } })).redirected
  assert.equal(context(new URL('http://127.0.0.1/a')), false)
  assert.equal(context(new URL('http://127.0.0.1/a'), new URL('http://127.0.0.1/b')), true)
  assert.equal(toResponse(answerOf({ context: { history: 'none' } })).redirected, false)
})

test('a body that fails while nobody reads it ends nothing else', async () => {
  const answer = answerOf()
  const response = toResponse(answer)
  answer.body.destroy(new Error('reset'))
  await new Promise(setImmediate)
  await assert.rejects(readBody(response), /reset/)
})

const text = JSON.stringify({ state: 0, result: { note: '漢字 🎉'.repeat(300) } })
const plain = Buffer.from(text)

/** A body as it comes from a socket, in pieces. */
const bodyOf = (bytes: Buffer, size = 100) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, at * size + size)),
  )

function decode(body: Readable, encodings: readonly string[]) {
  const decoded = decodeBody(body, encodings)
  assert.ok(decoded)
  return decoded
}

const encoded: readonly (readonly [string, readonly string[], Buffer])[] = [
  ['none', [], plain],
  ['gzip', ['gzip'], gzipSync(plain)],
  ['x-gzip', ['x-gzip'], gzipSync(plain)],
  ['brotli', ['br'], brotliCompressSync(plain)],
  ['deflate', ['deflate'], deflateSync(plain)],
  ['deflate without its header', ['deflate'], deflateRawSync(plain)],
  ['gzip, then brotli', ['gzip', 'br'], brotliCompressSync(gzipSync(plain))],
  ['deflate, gzip and brotli', ['deflate', 'gzip', 'br'], brotliCompressSync(gzipSync(deflateSync(plain)))],
  ['gzip twice', ['gzip', 'gzip'], gzipSync(gzipSync(plain))],
]

for (const [what, encodings, bytes] of encoded) {
  test(`a body in ${what} is read as it was`, async () => {
    for (const size of [1, 7, 65_536]) {
      const body = bodyOf(bytes, size)
      assert.equal(Buffer.compare(await buffer(decode(body, encodings)), plain), 0)
      assert.ok(body.destroyed)
    }
  })

  test(`a body in ${what} that breaks off is an error, with whatever has come`, async () => {
    const body = bodyOf(bytes.subarray(0, -10))
    const failing = Readable.from(
      (async function* () {
        yield* body
        throw new Error('terminated')
      })(),
    )
    await assert.rejects(buffer(decode(failing, encodings)), /terminated/)
  })
}

for (const [what, encodings, bytes] of encoded.slice(1)) {
  test(`a body in ${what} that is cut short is an error`, async () => {
    await assert.rejects(buffer(decode(bodyOf(bytes.subarray(0, -10)), encodings)), { code: 'Z_BUF_ERROR' })
  })

  test(`a body in ${what} that has no bytes is empty`, async () => {
    assert.equal((await buffer(decode(bodyOf(Buffer.alloc(0)), encodings))).length, 0)
  })
}

test('a body that is something else than it says is an error, and given up', async () => {
  const body = bodyOf(plain)
  await assert.rejects(buffer(decode(body, ['gzip'])), { code: 'Z_DATA_ERROR' })
  assert.ok(body.destroyed)
})

for (const encoding of ['zstd', 'compress', 'constructor', 'GZIP', '']) {
  test(`the encoding '${encoding}' is unknown`, () => {
    assert.equal(decodeBody(bodyOf(plain), [encoding]), undefined)
    assert.equal(decodeBody(bodyOf(plain), ['gzip', encoding]), undefined)
  })
}

const zeros = gzipSync(Buffer.alloc(200_000_000))

for (const [what, encodings, bomb] of [
  ['gzip', ['gzip'], zeros],
  ['gzip twice', ['gzip', 'gzip'], gzipSync(zeros)],
] as const) {
  test(`little more is unpacked of ${what} than is asked for`, async () => {
    const body = bodyOf(bomb)
    let size = 0
    for await (const chunk of decode(body, encodings)) {
      size += chunk.length
      if (size > 1_048_576) break
    }
    assert.ok(size < 1_048_576 + 65_536, `${size} bytes`)
    assert.ok(body.destroyed)
  })
}

test('little more is read of a body than has to be unpacked', async () => {
  let read = 0
  async function* pieces() {
    for (let at = 0; at < zeros.length; at += 100) {
      read += 100
      yield zeros.subarray(at, at + 100)
    }
  }
  const chunks = decode(Readable.from(pieces(), { highWaterMark: 1 }), ['gzip'])[Symbol.asyncIterator]()
  for (let chunk = 0; chunk < 64; chunk++) await chunks.next()
  await chunks.return?.()
  assert.ok(read < zeros.length / 2, `${read} of ${zeros.length} bytes`)
})

for (const encodings of [[], ['gzip'], ['gzip', 'br']]) {
  test(`a body in ${encodings.join() || 'none'} that nobody reads is given up`, async () => {
    const body = bodyOf(plain)
    await decode(body, encodings).cancel()
    assert.ok(body.destroyed)
  })

  test(`a body in ${encodings.join() || 'none'} is given up while more is waited for`, async () => {
    const body = new Readable({ read() {} })
    const decoded = decode(body, encodings)
    const reading = assert.rejects(buffer(decoded))
    await new Promise(setImmediate)
    await decoded.cancel()
    await reading
    assert.ok(body.destroyed)
  })
}
