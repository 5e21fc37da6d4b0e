import type { Scheme } from '../signing/types.ts'
import { checkWebhook } from './check-webhook.ts'
import { resolveKeys } from './keys.ts'
import { toEvent } from './to-event.ts'
import type { WebhookEvent, WebhookKeys } from './types.ts'
import { webhookError } from './webhook-error.ts'

/**
 * Verifies a webhook's raw body and returns its event, typed by `type`.
 *
 * Throws a `webhook` error with a `reason` for a body that must not be trusted, and a `config` error for an unusable
 * key. The event is parsed from the very text that was hashed, and frozen.
 */
export function parseWebhook(rawBody: string | Uint8Array, keys: WebhookKeys, scheme?: Scheme): WebhookEvent {
  const verdict = checkWebhook(rawBody, resolveKeys(keys), scheme)
  if (!verdict.ok) throw webhookError(verdict.reason)
  return toEvent(verdict.match.text)
}
