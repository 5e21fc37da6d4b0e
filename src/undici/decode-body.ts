import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'

/** A body as the client reads it, or lets go of it. */
export interface DecodedBody extends AsyncIterable<Uint8Array> {
  readonly cancel: () => Promise<void>
}

/** Makes the decoder for a body that begins with a chunk. */
type Open = (first: Uint8Array) => Transform

const decoders: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
  // Servers send it with and without the header of zlib (RFC 9110, section 8.4.1.2).
  ['deflate', ([byte = 0]) => ((byte & 15) === 8 ? createInflate() : createInflateRaw())],
])

async function* rejoin(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}

async function* undo(source: AsyncIterable<Uint8Array>, open: Open): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  const first = await chunks.next()
  // No bytes at all, as after 204, are nothing to decode, while to a decoder they are a broken body.
  if (first.done) return
  yield* pipeline(rejoin(first.value, chunks), open(first.value), () => {})
}

/**
 * Undoes the encodings of a body as it is read, so that little more is unpacked than is asked for; `undefined` when it
 * cannot.
 *
 * Nothing asks for an encoding, but a server between us and the gateway may choose one all the same.
 */
export function decodeBody(body: Readable, encodings: readonly string[]): DecodedBody | undefined {
  const opened = encodings.flatMap((encoding) => decoders.get(encoding) ?? [])
  if (opened.length < encodings.length) return undefined
  async function* read() {
    try {
      // The one that was applied last comes first.
      yield* opened.reduceRight<AsyncIterable<Uint8Array>>(undo, body)
    } finally {
      body.destroy()
    }
  }
  return { [Symbol.asyncIterator]: read, cancel: async () => void body.destroy() }
}
