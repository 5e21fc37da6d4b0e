import { configError } from '../../errors/create-error.ts'
import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import type { WebhookReason } from '../../errors/types.ts'
import type { WebRequest } from '../../platform/types.ts'
import type { Scheme } from '../../signing/sign-payload.ts'
import { diagnose } from '../explain-webhook.ts'
import { toEvent } from '../parse-webhook.ts'
import type { WebhookEvent } from '../types.ts'
import { bodySign, checkWebhook } from '../verify-webhook.ts'
import { plainAddress } from './ip-address.ts'
import type { HandlerSettings } from './options.ts'
import { type Reply, reply } from './reply.ts'
import type { DeliveryContext, WebhookResult } from './types.ts'

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

const results: { readonly [Reason in WebhookReason]: WebhookResult } = {
  malformed: 'malformed',
  duplicate_key: 'malformed',
  unknown_type: 'malformed',
  not_raw: 'failed',
  too_large: 'too_large',
  sign_missing: 'untrusted',
  sign_mismatch: 'untrusted',
  unconfirmed: 'unconfirmed',
}

/** Verifies a raw body and makes its event, or says why it is not trusted. */
export function readDelivery(
  { keys, logger, scheme }: HandlerSettings,
  request: WebRequest,
  text: string,
): { readonly event: WebhookEvent } | Reply {
  const chosen: unknown = scheme(request)
  if (typeof chosen !== 'function') throw configError('scheme', 'must make a function of each request')
  const verdict = checkWebhook(text, keys, chosen as Scheme)
  if (!verdict.ok) {
    const { reason } = verdict
    // Only who reads logs needs the words, and finding them costs another look at what a stranger sent.
    const isOwn = reason === 'sign_mismatch' && chosen !== bodySign
    const words = () => (isOwn ? 'the scheme accepts it with none of the keys' : diagnose(text, reason, keys))
    const detail = logger === undefined ? undefined : words()
    return reply(results[reason], { text: reason, detail })
  }
  try {
    return { event: toEvent(verdict.text, verdict.isScanned) }
  } catch (error) {
    if (!isCryptomusError(error, 'webhook')) throw error
    return reply(results[error.reason], { text: error.reason, detail: error.message })
  }
}
