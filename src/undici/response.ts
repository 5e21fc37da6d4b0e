import { pipeline, type Readable, type Transform } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { ResponseLike } from '../call/types.ts'
import type { UndiciAnswer } from './options.ts'

/** A body as the client reads it, or lets go of it. */
interface DecodedBody extends AsyncIterable<Uint8Array> {
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

// Each costs memory before a byte is read. The same limit as in undici's fetch.
const mostEncodings = 5

const isRedirected = (context: unknown) => {
  const { history } = (context ?? {}) as { readonly history?: readonly unknown[] }
  return Array.isArray(history) && history.length > 1
}

/** Undoes the encodings of a body; `undefined`, with the body ended, when that cannot be done. */
function decode(stream: Readable, header: string | null): Readable | DecodedBody | undefined {
  const names = (header ?? '').split(',').map((name) => name.trim().toLowerCase())
  const encodings = names.filter((name) => name !== '' && name !== 'identity')
  if (encodings.length === 0) return stream
  const decoded = encodings.length > mostEncodings ? undefined : decodeBody(stream, encodings)
  if (decoded === undefined) stream.destroy()
  return decoded
}

// Read as the body, it becomes a `response` error with the status: it is not the gateway's JSON.
const unknownEncoding = 'The answer came in a content-encoding that nobody asked for and that is unknown.'

/** Makes a response of undici's answer. The text of one in an encoding that cannot be undone says so. */
export function toResponse({ statusCode: status, headers, body, context }: UndiciAnswer): ResponseLike {
  const get = (name: string) => {
    const key = name.toLowerCase()
    const value = Object.hasOwn(headers, key) ? headers[key] : undefined
    return value === undefined ? null : [value].flat().join(', ')
  }
  const stream = body as Readable
  // An error while nobody reads would end the process. Who reads is told all the same.
  stream.on('error', () => {})
  const readable = decode(stream, get('content-encoding'))
  return {
    status,
    headers: { get },
    body: readable,
    redirected: isRedirected(context),
    text: async () => (readable ? text(readable) : unknownEncoding),
  }
}
