import { toBase64 } from '../crypto/base64.ts'
import { timingSafeEqual } from '../crypto/hex.ts'
import { md5Hex } from '../crypto/md5.ts'
import type { WebhookReason } from '../errors/types.ts'
import { reencodePhp } from '../json/php.ts'
import { type Member, removeMember, scanObject } from '../json/scan-object.ts'

/** Decodes UTF-8 strictly: `undefined` for bytes that are not UTF-8, and a byte order mark stays in the text. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A body taken apart: what was signed, the signature, and which kind of event it says it is. */
export interface SignedBody {
  /** The body without its `sign`, every other character as it came. */
  readonly signed: string
  /** The signature: 32 lower-case hex digits. */
  readonly sign: string
  /** The value of `type`, when it is a string. */
  readonly type: string | undefined
}

const signPattern = /^"[0-9a-f]{32}"$/

/** Reads the string value of a member. `undefined` when there is no such member or its value is no string. */
export function readStringMember(text: string, members: readonly Member[], name: string): string | undefined {
  const member = members.find((candidate) => candidate.name === name)
  if (member === undefined || text[member.valueStart] !== '"') return undefined
  return JSON.parse(text.slice(member.valueStart, member.end)) as string
}

/** Takes the signature out of a raw body, or tells why it cannot be trusted. */
export function readSignedBody(
  text: string,
): { readonly ok: true; readonly body: SignedBody } | { readonly ok: false; readonly reason: WebhookReason } {
  const scan = scanObject(text)
  if (!scan.ok) return scan
  const index = scan.members.findIndex(({ name }) => name === 'sign')
  const member = scan.members[index]
  if (member === undefined || text[member.valueStart] !== '"') return { ok: false, reason: 'sign_missing' }
  const token = text.slice(member.valueStart, member.end)
  if (!signPattern.test(token)) return { ok: false, reason: 'sign_mismatch' }
  const signed = removeMember(text, member, scan.members[index - 1])
  const type = readStringMember(text, scan.members, 'type')
  return { ok: true, body: { signed, sign: token.slice(1, -1), type } }
}

/** Which text of a body its signature covers, and how that was found. */
export interface Match {
  /** The text that was hashed, without `sign`: the only one to parse. */
  readonly text: string
  /** Whether the body was signed as it came, or as PHP spells it. */
  readonly spelling: 'as_sent' | 'respelled'
}

function isSignedWith(text: string, sign: string, keys: readonly string[]): boolean {
  const encoded = toBase64(text)
  return keys.some((key) => timingSafeEqual(sign, md5Hex(encoded + key)))
}

/**
 * Finds the text that a body's signature covers.
 *
 * The gateway signs what PHP's `json_encode` makes of the data with unescaped unicode. What travels may be spelled
 * otherwise (escaped unicode, bare slashes, white space from a proxy), so the body is tried as it came and then
 * respelled. Respelling never joins two bodies of different meaning: numbers and the order of members stay as they are.
 */
export function matchSign({ signed, sign }: SignedBody, keys: readonly string[]): Match | undefined {
  if (isSignedWith(signed, sign, keys)) return { text: signed, spelling: 'as_sent' }
  const respelled = reencodePhp(signed)
  if (respelled !== signed && isSignedWith(respelled, sign, keys)) return { text: respelled, spelling: 'respelled' }
  return undefined
}

/** More than any genuine webhook, and little enough to bound the work that a stranger can cause. */
export const maxBodyBytes = 65_536

/** The text of a body, or why there is none. */
type RawBody = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: WebhookReason }

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
