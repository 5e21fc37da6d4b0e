import type { WebhookReason } from '../errors/types.ts'
import { decodeUtf8 } from '../json/decode-utf8.ts'

/** More than any genuine webhook, and little enough to bound the work that a stranger can cause. */
export const maxBodyBytes = 65_536

/** The text of a body, or why there is none. */
export type RawBody =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: WebhookReason }

// UTF-8 takes at most three bytes for each unit of a JavaScript string, so most texts need no counting.
const fits = (text: string) =>
  text.length * 3 <= maxBodyBytes ||
  (text.length <= maxBodyBytes && new TextEncoder().encode(text).byteLength <= maxBodyBytes)

/** Takes a body as it came: text, or bytes that must be UTF-8. Anything else has been parsed by someone before. */
export function readRawBody(rawBody: unknown): RawBody {
  if (typeof rawBody === 'string') {
    return fits(rawBody) ? { ok: true, text: rawBody } : { ok: false, reason: 'too_large' }
  }
  if (!ArrayBuffer.isView(rawBody)) return { ok: false, reason: 'not_raw' }
  if (rawBody.byteLength > maxBodyBytes) return { ok: false, reason: 'too_large' }
  const text = decodeUtf8(new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength))
  return text === undefined ? { ok: false, reason: 'malformed' } : { ok: true, text }
}
