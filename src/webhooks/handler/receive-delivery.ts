import { configError } from '../../errors/config-error.ts'
import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import type { WebhookReason } from '../../errors/types.ts'
import type { WebRequest } from '../../platform/types.ts'
import type { Scheme } from '../../signing/types.ts'
import { bodySign } from '../body-sign.ts'
import { checkWebhook } from '../check-webhook.ts'
import { diagnose } from '../diagnose.ts'
import { toEvent } from '../to-event.ts'
import type { WebhookEvent } from '../types.ts'
import type { HandlerSettings } from './options.ts'
import { type Reply, reply } from './reply.ts'
import type { WebhookResult } from './results.ts'

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
    return { event: toEvent(verdict.match.text) }
  } catch (error) {
    if (!isCryptomusError(error, 'webhook')) throw error
    return reply(results[error.reason], { text: error.reason, detail: error.message })
  }
}
