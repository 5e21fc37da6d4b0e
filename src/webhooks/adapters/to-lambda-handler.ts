import { configError } from '../../errors/config-error.ts'
import type { WebhookHandle } from '../handler/types.ts'
import { readEvent } from './lambda-handler.ts'
import type { LambdaEvent, LambdaHandler } from './lambda-types.ts'

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
