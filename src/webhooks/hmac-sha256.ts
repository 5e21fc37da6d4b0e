import { timingSafeEqual } from '../crypto/hex.ts'
import { hmacSha256Hex } from '../crypto/hmac-sha256.ts'
import type { Scheme } from '../signing/sign-payload.ts'

/**
 * A scheme for senders that sign the raw body with HMAC-SHA256 and put the hex digest beside it, usually in a header.
 *
 * Pass what came beside the body: `verifyWebhook(rawBody, apiKey, hmacSha256(request.headers.get('x-signature')))`.
 * Hex digits are taken in either case; an absent, empty or otherwise unusable signature is never valid. The gateway
 * itself does not sign this way: its signature is inside the body.
 */
export function hmacSha256(signature: string | null | undefined): Scheme {
  const given = typeof signature === 'string' ? signature.trim().toLowerCase() : ''
  return (rawBody, apiKey) => given !== '' && timingSafeEqual(given, hmacSha256Hex(apiKey, rawBody))
}
