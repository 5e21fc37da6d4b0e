import type { WebhookReason } from '../errors/types.ts'
import { scanObject } from '../json/scan-object.ts'
import type { Scheme } from '../signing/sign-payload.ts'
import { type KeyRing, keysFor, resolveKeys } from './keys.ts'
import { type Match, matchSign, readRawBody, readSignedBody, readStringMember } from './signed-body.ts'
import type { WebhookKeys } from './types.ts'

/**
 * The gateway's own scheme: an MD5 signature inside the body, as the member `sign`.
 *
 * Source: doc.cryptomus.com, "Webhook", section on verification.
 */
export const bodySign: Scheme = (rawBody, apiKey) => {
  const read = readSignedBody(rawBody)
  return read.ok && matchSign(read.body, [apiKey]) !== undefined
}

/** The text of a webhook that may be trusted, or why it must not be. */
type Verdict = { readonly ok: true; readonly match: Match } | { readonly ok: false; readonly reason: WebhookReason }

const refuse = (reason: WebhookReason): Verdict => ({ ok: false, reason })

function checkBodySign(text: string, ring: KeyRing): Verdict {
  const read = readSignedBody(text)
  if (!read.ok) return read
  const keys = keysFor(ring, read.body.type)
  if (keys.length === 0) return refuse('unknown_type')
  const match = matchSign(read.body, keys)
  return match === undefined ? refuse('sign_mismatch') : { ok: true, match }
}

/** A scheme of the caller's own decides; one that throws over a stranger's body has not said yes. */
function accepts(scheme: Scheme, text: string, key: string): boolean {
  try {
    return scheme(text, key) === true
  } catch {
    return false
  }
}

function checkScheme(text: string, ring: KeyRing, scheme: Scheme): Verdict {
  let keys = ring.any
  if (keys.length === 0) {
    const scan = scanObject(text)
    if (!scan.ok) return scan
    keys = keysFor(ring, readStringMember(text, scan.members, 'type'))
    if (keys.length === 0) return refuse('unknown_type')
  }
  return keys.some((key) => accepts(scheme, text, key))
    ? { ok: true, match: { text, spelling: 'as_sent' } }
    : refuse('sign_mismatch')
}

/** Decides whether a raw body is genuine. The one place where that is decided; everything else asks here. */
export function checkWebhook(rawBody: unknown, ring: KeyRing, scheme: Scheme = bodySign): Verdict {
  const body = readRawBody(rawBody)
  if (!body.ok) return body
  return scheme === bodySign ? checkBodySign(body.text, ring) : checkScheme(body.text, ring, scheme)
}

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
