import { configError } from '../../errors/create-error.ts'
import type { WebhookHandle } from '../handler/types.ts'
import { webhookError } from '../webhook-error.ts'
import type { LambdaEvent, LambdaHandler } from './lambda-types.ts'
import { createRequest, failingBody } from './make-request.ts'

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
    return createRequest({
      method: 'POST',
      target: '/',
      headers: [],
      body: failingBody(webhookError('not_raw', notHttp)),
    })
  }
  const { rawPath, path = '/', rawQueryString = '' } = event
  const target = `${rawPath ?? path}${rawQueryString === '' ? '' : `?${rawQueryString}`}`
  return createRequest({ method, target, headers: entriesOf(event), body: bodyOf(event) })
}

// A load balancer does not say; what its headers say, anyone can have written.
const addressOf = (event: LambdaEvent) =>
  event?.requestContext?.http?.sourceIp ?? event?.requestContext?.identity?.sourceIp

async function answer(handle: WebhookHandle, event: LambdaEvent): Promise<Response> {
  try {
    return await handle(readEvent(event), { remoteAddress: addressOf(event) })
  } catch {
    return new Response(null, { status: 500 })
  }
}

/**
 * Serves a webhook handler to AWS Lambda: API Gateway (payload format 1.0 and 2.0), function URLs and load balancers.
 *
 * Bodies in base64 are decoded, when the event says that they are. An event that holds no raw body is answered with a 500
 * that names the fix.
 */
export function toLambdaHandler(handle: WebhookHandle): LambdaHandler {
  if (typeof handle !== 'function') throw configError('handle', 'must be what createWebhookHandler returns')
  return async (event) => {
    const response = await answer(handle, event)
    const headers = Object.fromEntries(response.headers)
    return { statusCode: response.status, headers, body: await response.text(), isBase64Encoded: false }
  }
}
