import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { readChunks } from '../../src/call/read-body.ts'

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
