import type { Scheme } from '../signing/types.ts'
import { checkWebhook } from './check-webhook.ts'
import { resolveKeys } from './keys.ts'
import type { WebhookKeys } from './types.ts'

/**
 * Tells whether a webhook's raw body was signed with one of your keys.
 *
 * Give it the body as it came, as text or bytes, before anything parses it; at most 64 KiB. It never throws for what a
 * stranger sent. A missing, empty or blank key is a `config` error, whatever was sent.
 *
 * A valid signature proves who sent it, not that it is fresh: bodies carry no time and can be replayed.
 */
export function verifyWebhook(rawBody: string | Uint8Array, keys: WebhookKeys, scheme?: Scheme): boolean {
  return checkWebhook(rawBody, resolveKeys(keys), scheme).ok
}
