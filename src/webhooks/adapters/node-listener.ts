import { webhookError } from '../webhook-error.ts'
import { describeFix } from './describe-fix.ts'
import { failingBody } from './failing-body.ts'
import { makeRequest } from './make-request.ts'
import type { NodeRequest } from './node-types.ts'
import { streamIncoming } from './stream-incoming.ts'

const isRaw = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array

// Parsers of some platforms run when the body is looked at, and throw at what is no JSON.
function lookUp(incoming: NodeRequest, name: 'body' | 'rawBody'): unknown {
  try {
    return incoming[name]
  } catch {
    return undefined
  }
}

// Express 4 puts an empty object on each request, read or not.
const isParsed = (body: unknown) => typeof body === 'object' && body !== null && Object.keys(body).length > 0

/** The raw body that somebody kept, or else the stream if nobody has read it. */
function bodyOf(incoming: NodeRequest) {
  const body = lookUp(incoming, 'body')
  const kept = [lookUp(incoming, 'rawBody'), body].find(isRaw)
  if (kept !== undefined) return kept
  const isRead = incoming.readableDidRead === true || isParsed(body)
  return isRead ? failingBody(webhookError('not_raw', describeFix(incoming))) : streamIncoming(incoming)
}

function* entriesOf(headers: NodeRequest['headers']): Iterable<[string, string]> {
  for (const [name, value] of Object.entries(headers)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) yield [name, each]
  }
}

/** Makes the platform's request of one of Node's. A body that was parsed before fails with the fix when it is read. */
export function readIncoming(incoming: NodeRequest): Request {
  const { method = 'GET', originalUrl, url = '/', headers } = incoming
  return makeRequest({ method, target: originalUrl ?? url, headers: entriesOf(headers), body: bodyOf(incoming) })
}
