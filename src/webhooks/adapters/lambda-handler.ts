import { webhookError } from '../webhook-error.ts'
import { failingBody } from './failing-body.ts'
import type { LambdaEvent } from './lambda-types.ts'
import { makeRequest } from './make-request.ts'

const notHttp =
  'The event is no HTTP request. Turn on Lambda proxy integration (payload format 1.0 or 2.0), a function URL or a ' +
  'load balancer in front of the function; a mapping template rewrites the body that the signature is about.'

const parsed =
  'The body of the event is no text: it was parsed on its way, and the signature is about its exact text. Use Lambda ' +
  'proxy integration instead of a mapping template.'

function decode(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0))
  } catch {
    return undefined
  }
}

function bodyOf(event: LambdaEvent) {
  const body = event.body ?? ''
  if (typeof body !== 'string') return failingBody(webhookError('not_raw', parsed))
  // The flag decides alone: a text that happens to be base64 is still the text that was signed.
  if (event.isBase64Encoded !== true) return body
  return decode(body) ?? failingBody(new Error('The event says that its body is base64, and it is not.'))
}

function* entriesOf({ headers, multiValueHeaders }: LambdaEvent): Iterable<[string, string]> {
  for (const [name, value] of Object.entries({ ...headers, ...multiValueHeaders })) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) yield [name, each]
  }
}

/** Makes the platform's request of a Lambda event. What is no HTTP request, or is no longer raw, fails when it is read. */
export function readEvent(event: LambdaEvent): Request {
  const method = event?.requestContext?.http?.method ?? event?.httpMethod
  if (typeof method !== 'string') {
    return makeRequest({
      method: 'POST',
      target: '/',
      headers: [],
      body: failingBody(webhookError('not_raw', notHttp)),
    })
  }
  const { rawPath, path = '/', rawQueryString = '' } = event
  const target = `${rawPath ?? path}${rawQueryString === '' ? '' : `?${rawQueryString}`}`
  return makeRequest({ method, target, headers: entriesOf(event), body: bodyOf(event) })
}
