import { configError } from '../../errors/create-error.ts'
import type { WebhookEndpoint } from '../handler/types.ts'
import { webhookError } from '../webhook-error.ts'
import type { LambdaEvent, LambdaHandler } from './lambda-types.ts'
import { createRequest, failingBody, listHeaders } from './make-request.ts'

/**
 * Adapts a webhook handler to AWS Lambda: API Gateway (payload format 1.0 and 2.0), function URLs and load balancers.
 *
 * Decodes a base64 body when the event marks it as one. An event without a raw body, or that is not an HTTP request, gets a 500
 * whose body names the fix. The address that `allowedIps` is compared with is the event's `sourceIp`, which a load balancer
 * does not send.
 *
 * @throws {CryptomusError} kind `config`: `handle` is not a function.
 */
export function toLambdaHandler(handle: WebhookEndpoint): LambdaHandler {
  if (typeof handle !== 'function') throw configError('handle', 'must be what createWebhookHandler returns')
  return async (event) => {
    const response = await respond(handle, event)
    const headers = Object.fromEntries(response.headers)
    return { statusCode: response.status, headers, body: await response.text(), isBase64Encoded: false }
  }
}

async function respond(handle: WebhookEndpoint, event: LambdaEvent): Promise<Response> {
  try {
    const { http, identity } = event?.requestContext ?? {}
    // A load balancer sends the address in a header only, which anyone can write.
    return await handle(readEvent(event), { remoteAddress: http?.sourceIp ?? identity?.sourceIp })
  } catch {
    return new Response(null, { status: 500 })
  }
}

const notHttp =
  'The event is no HTTP request. Turn on Lambda proxy integration (payload format 1.0 or 2.0), a function URL or a ' +
  'load balancer in front of the function; a mapping template rewrites the body that the signature is about.'

/** Creates the `Request` of a Lambda event. A body that is not raw, or of an event other than HTTP, fails when it is read. */
export function readEvent(event: LambdaEvent): Request {
  const method = event?.requestContext?.http?.method ?? event?.httpMethod
  if (typeof method !== 'string') {
    const body = failingBody(webhookError('not_raw', notHttp))
    return createRequest({ method: 'POST', target: '/', headers: [], body })
  }
  const { rawPath, path = '/', rawQueryString = '', headers, multiValueHeaders } = event
  const target = `${rawPath ?? path}${rawQueryString === '' ? '' : `?${rawQueryString}`}`
  return createRequest({
    method,
    target,
    headers: listHeaders({ ...headers, ...multiValueHeaders }),
    body: bodyOf(event),
  })
}

const parsed =
  'The body of the event is no text: it was parsed on its way, and the signature is about its exact text. Use Lambda ' +
  'proxy integration instead of a mapping template.'

function bodyOf(event: LambdaEvent) {
  const body = event.body ?? ''
  if (typeof body !== 'string') return failingBody(webhookError('not_raw', parsed))
  // Only the flag decides: a text that happens to be base64 is still the text that was signed.
  if (event.isBase64Encoded !== true) return body
  try {
    return Uint8Array.from(atob(body), (unit) => unit.charCodeAt(0))
  } catch {
    return failingBody(new Error('The event says that its body is base64, and it is not.'))
  }
}
