import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createError } from '../errors/create-error.ts'
import type { ResponseLike } from '../transport/types.ts'
import { decodeBody } from './decode-body.ts'
import type { UndiciAnswer } from './types.ts'

// Each costs memory before a byte is read. The same limit as in undici's fetch.
const mostEncodings = 5

const isRedirected = (context: unknown) => {
  const { history } = (context ?? {}) as { readonly history?: readonly unknown[] }
  return Array.isArray(history) && history.length > 1
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
  const names = (get('content-encoding') ?? '').split(',').map((name) => name.trim().toLowerCase())
  const encodings = names.filter((name) => name !== '' && name !== 'identity')
  const decoded = encodings.length > mostEncodings ? undefined : decodeBody(stream, encodings)
  if (decoded === undefined) {
    stream.destroy()
    const sent = { status, text: '', attempts: 1, outcome: 'unknown' } as const
    throw createError(
      'response',
      'The answer came in a content-encoding that nobody asked for and that is unknown.',
      sent,
    )
  }
  const readable = encodings.length === 0 ? stream : decoded
  return {
    status,
    headers: { get },
    body: readable,
    redirected: isRedirected(context),
    text: () => text(readable),
  }
}
