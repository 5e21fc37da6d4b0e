import { timingSafeEqual } from '../crypto/hex.ts'
import { hmacSha256Hex } from '../crypto/hmac-sha256.ts'
import type { Scheme } from '../signing/sign-payload.ts'

/**
 * Creates a scheme for senders that sign the raw body with HMAC-SHA256 under the API key and send the hex digest beside it:
 * `verifyWebhook(rawBody, apiKey, hmacSha256(request.headers.get('x-signature')))`.
 *
 * Accepts hex digits in either case and white space around them. An absent, empty or malformed signature is never valid. The
 * gateway does not sign this way: its signature is in the body (`bodySign`). Never throws.
 */
export function hmacSha256(signature: string | null | undefined): Scheme {
  const given = typeof signature === 'string' ? signature.trim().toLowerCase() : ''
  return (rawBody, apiKey) => given !== '' && timingSafeEqual(given, hmacSha256Hex(apiKey, rawBody))
}
