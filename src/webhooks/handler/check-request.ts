import type { WebRequest } from '../../platform/types.ts'
import { plainAddress } from './ip-address.ts'
import type { HandlerSettings } from './options.ts'
import { type Reply, reply } from './reply.ts'
import type { DeliveryContext } from './types.ts'

/** Turns away what is no delivery before any of its body is read: by method, address and rate. */
export async function checkRequest(
  { allowedIps, clientIp, rateLimit }: HandlerSettings,
  request: WebRequest,
  context: DeliveryContext,
): Promise<Reply | undefined> {
  if (typeof request?.text !== 'function') return reply('failed', { detail: 'the handler was not given a Request' })
  if (request.method !== 'POST') return reply('wrong_method', { text: 'webhooks are sent by POST' })
  const address = plainAddress(clientIp(request, context))
  if (allowedIps !== undefined && (address === undefined || !allowedIps.includes(address))) {
    const detail = `the sender's address is ${address ?? 'not known; the adapter did not hand it in'}`
    return reply('wrong_address', { text: 'not an address that may deliver', detail })
  }
  if (rateLimit === undefined || (await rateLimit(address ?? 'unknown', request))) return undefined
  return reply('rate_limited')
}
