import { pipeline, type Readable, type Transform } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { ResponseLike } from '../call/types.ts'
import type { UndiciResponse } from './options.ts'

/** The body of a response: a stream that undici can also read to its end. The dispatcher of somebody else may lack that. */
interface UndiciBody extends Readable {
  text?(): Promise<string>
}

// Far above any answer of the gateway.
const maxShortBytes = 65_536

/** Creates the response that the client reads from undici's. The text of one in an encoding that cannot be undone says so. */
export function toResponse({ statusCode: status, headers, body, context }: UndiciResponse): ResponseLike {
  const get = (name: string) => {
    const key = name.toLowerCase()
    const value = Object.hasOwn(headers, key) ? headers[key] : undefined
    return value === undefined ? null : [value].flat().join(', ')
  }
  const stream = body as UndiciBody
  // An error while nobody reads would end the process. A reader gets it all the same.
  stream.on('error', () => {})
  const encoding = get('content-encoding')
  const head = { status, headers: { get }, redirected: isRedirected(context) }
  // undici reads no more than was declared, and its own `text` takes half as long as reading chunks.
  const isShort = encoding === null && Number(get('content-length') ?? maxShortBytes) < maxShortBytes
  const readWhole = isShort ? stream.text?.bind(stream) : undefined
  if (readWhole) return { ...head, body: { destroy: () => stream.destroy() }, text: readWhole }
  const readable = decode(stream, encoding)
  return {
    ...head,
    body: readable,
    // Not the gateway's JSON, so it becomes the text of a `response` error that keeps the status.
    text: async () => (readable ? text(readable) : `The content-encoding is unknown: ${encoding}`),
  }
}

/** Notes of undici's redirect interceptor. */
interface Context {
  readonly history?: unknown
}

function isRedirected(context: unknown): boolean {
  const { history }: Context = Object(context)
  return Array.isArray(history) && history.length > 1
}

// Each costs memory before a byte is read. The same limit as in undici's fetch.
const maxEncodings = 5

/** Undoes the encodings of a body; `undefined`, with the body ended, when that cannot be done. */
function decode(stream: Readable, header: string | null): Readable | DecodedBody | undefined {
  if (header === null) return stream
  const names = header.split(',').map((name) => name.trim().toLowerCase())
  const encodings = names.filter((name) => name !== '' && name !== 'identity')
  if (encodings.length === 0) return stream
  const decoded = encodings.length > maxEncodings ? undefined : decodeBody(stream, encodings)
  if (decoded === undefined) stream.destroy()
  return decoded
}

/** A body that is decoded as it is read. */
interface DecodedBody extends AsyncIterable<Uint8Array> {
  /** Gives the body up before its end. */
  readonly cancel: () => Promise<void>
}

/** Creates the decoder for a body that begins with a chunk. */
type CreateDecoder = (first: Uint8Array) => Transform

const decoders: ReadonlyMap<string, CreateDecoder> = new Map<string, CreateDecoder>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
  // Servers send it with and without the header of zlib (RFC 9110, section 8.4.1.2).
  ['deflate', ([byte = 0]) => ((byte & 15) === 8 ? createInflate() : createInflateRaw())],
])

/**
 * Undoes the encodings of a body as it is read, so that little more is unpacked than is asked for; returns `undefined` if
 * one is unknown.
 *
 * The client asks for no encoding, but a server between it and the gateway may choose one all the same.
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

async function* undo(source: AsyncIterable<Uint8Array>, createDecoder: CreateDecoder): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]()
  const first = await chunks.next()
  // No bytes at all, as after 204, are nothing to decode, while to a decoder they are a broken body.
  if (first.done) return
  yield* pipeline(rejoin(first.value, chunks), createDecoder(first.value), () => {})
}

async function* rejoin(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}
