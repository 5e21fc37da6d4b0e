import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { ResponseLike } from '../call/types.ts'
import { createError } from '../errors/create-error.ts'
import { type DecodedBody, decodeBody } from './decode-body.ts'
import type { UndiciAnswer } from './options.ts'

// Each costs memory before a byte is read. The same limit as in undici's fetch.
const mostEncodings = 5

const isRedirected = (context: unknown) => {
  const { history } = (context ?? {}) as { readonly history?: readonly unknown[] }
  return Array.isArray(history) && history.length > 1
}

function decode(stream: Readable, header: string | null, status: number): Readable | DecodedBody {
  if (header === null) return stream
  const names = header.split(',').map((name) => name.trim().toLowerCase())
  const encodings = names.filter((name) => name !== '' && name !== 'identity')
  if (encodings.length === 0) return stream
  const decoded = encodings.length > mostEncodings ? undefined : decodeBody(stream, encodings)
  if (decoded !== undefined) return decoded
  stream.destroy()
  const sent = { status, text: '', attempts: 1, outcome: 'unknown' } as const
  const complaint = 'The answer came in a content-encoding that nobody asked for and that is unknown.'
  throw createError('response', complaint, sent)
}

/** Makes a response of undici's answer. One in an encoding that cannot be undone is a `response` error. */
export function toResponse({ statusCode: status, headers, body, context }: UndiciAnswer): ResponseLike {
  const get = (name: string) => {
    const key = name.toLowerCase()
    const value = Object.hasOwn(headers, key) ? headers[key] : undefined
    return value === undefined ? null : [value].flat().join(', ')
  }
  const stream = body as Readable
  // An error while nobody reads would end the process. Who reads is told all the same.
  stream.on('error', () => {})
  const readable = decode(stream, get('content-encoding'), status)
  return {
    status,
    headers: { get },
    body: readable,
    redirected: isRedirected(context),
    text: () => text(readable),
  }
}
