import { toBase64 } from '../crypto/base64.ts'
import { timingSafeEqual } from '../crypto/hex.ts'
import { md5Hex } from '../crypto/md5.ts'
import { createError } from '../errors/create-error.ts'
import type { WebhookReason } from '../errors/types.ts'
import { reencodePhp } from '../json/php.ts'
import { type Member, removeMember, scanObject } from '../json/scan-object.ts'
import { requireSetting } from '../options/require.ts'
import type { Scheme } from '../signing/sign-payload.ts'
import type { WebhookKeys } from './types.ts'

/**
 * Verifies the signature of a webhook's raw body.
 *
 * Takes the body as it was received, as text or bytes, before any parser. Returns `false` for a body that is unsigned,
 * changed, not JSON, not UTF-8, already parsed, or larger than 64 KiB. With keys by role, the `type` in the body selects the
 * key. `scheme` defaults to `bodySign`; another one is the only one tried.
 *
 * A valid signature proves the sender, not that the content is current or true: a webhook carries no time and can be replayed,
 * and the gateway signs test webhooks of any status with the same key. `createWebhookHandler` reads the record again.
 *
 * @throws {CryptomusError} kind `config`: a key is missing, blank, padded with white space or not a string, or a list of keys
 * is empty. Thrown whatever the body is; a body alone never makes it throw.
 * @see https://doc.cryptomus.com/business/payments/webhook
 * @example
 * ```ts
 * import { verifyWebhook } from 'cryptomus-kit/webhooks'
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const isGenuine = verifyWebhook(await request.text(), { payment: 'payment-api-key', payout: 'payout-api-key' })
 *   return new Response(null, { status: isGenuine ? 200 : 401 })
 * }
 * ```
 */
export function verifyWebhook(rawBody: string | Uint8Array, keys: WebhookKeys, scheme?: Scheme): boolean {
  return typeof checkWebhook(rawBody, resolveKeys(keys), scheme) !== 'string'
}

/** Acceptance of a body. */
export interface Acceptance {
  /** Text that the signature covers, and the only one to parse. */
  readonly text: string
  /** Form in which `text` was signed: as received, or re-encoded as PHP encodes it. */
  readonly form: 'as_sent' | 'reencoded'
  /** `true` if `scanObject` has accepted the text; a scheme other than `bodySign` may accept one that is not JSON. */
  readonly isScanned: boolean
}

/** Decides if a raw body is genuine. Every other function that has to know asks this one. */
export function checkWebhook(rawBody: unknown, ring: KeyRing, scheme: Scheme = bodySign): Acceptance | WebhookReason {
  const body = readRawBody(rawBody)
  if (typeof body === 'string') return body
  return Object(scheme)[brand] ? checkBodySign(body.text, ring) : checkScheme(body.text, ring, scheme)
}

/** Maximum size of a body in bytes: above every genuine webhook, and a bound on the work that a stranger can cause. */
export const maxBodyBytes = 65_536

// UTF-8 takes up to three bytes for one unit of a JavaScript string, so a short text is not encoded to be measured.
const isWithinLimit = (text: string) =>
  text.length * 3 <= maxBodyBytes ||
  (text.length <= maxBodyBytes && new TextEncoder().encode(text).byteLength <= maxBodyBytes)

/** Returns the text of a body: of bytes, if they are UTF-8. Refuses values that are neither text nor bytes as `not_raw`. */
export function readRawBody(rawBody: unknown): { readonly text: string } | WebhookReason {
  if (typeof rawBody === 'string') return isWithinLimit(rawBody) ? { text: rawBody } : 'too_large'
  if (!ArrayBuffer.isView(rawBody)) return 'not_raw'
  if (rawBody.byteLength > maxBodyBytes) return 'too_large'
  const bytes = new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength)
  try {
    // A byte order mark stays in the text: it is among the bytes that were signed.
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return 'malformed'
  }
}

/** Keys by type of webhook. `any` verifies a body of unknown type; it is empty when the keys have roles. */
export interface KeyRing {
  readonly payment: readonly string[]
  readonly payout: readonly string[]
  readonly any: readonly string[]
}

/** Returns one key or a list of keys as a list; throws a `config` error for an empty list and for an unusable key. */
export function readKeys(keys: unknown, option: string): readonly string[] {
  if (!Array.isArray(keys)) return [requireSetting(keys, option)]
  if (keys.length === 0) throw createError('config', `${option} is an empty list.`, { option })
  return keys.map((key, index) => requireSetting(key, `${option}[${index}]`))
}

/** Returns the keys by type of webhook; throws a `config` error for an unusable one, before anything is hashed. */
export function resolveKeys(keys: WebhookKeys): KeyRing {
  if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
    const any = readKeys(keys, 'keys')
    return { payment: any, payout: any, any }
  }
  const byRole = keys as { readonly payment?: unknown; readonly payout?: unknown }
  return { payment: readKeys(byRole.payment, 'keys.payment'), payout: readKeys(byRole.payout, 'keys.payout'), any: [] }
}

/** Returns the role of the keys for a type of webhook. */
export function roleOf(type: unknown): keyof KeyRing {
  if (type === 'payout') return type
  return type === 'payment' || type === 'wallet' ? 'payment' : 'any'
}

/** Returns the keys for a type of webhook. */
export const keysFor = (ring: KeyRing, type: string | undefined): readonly string[] => ring[roleOf(type)]

// Each entry of the package holds a `bodySign`, and the one of an entry may be passed to a function of another.
const brand = /* @__PURE__ */ Symbol.for('cryptomus-kit.body-sign')

/**
 * The gateway's own scheme: an MD5 signature in the body, as its member `sign`.
 *
 * The default of `verifyWebhook` and `parseWebhook`. Called by itself, it checks a raw body against one API key, which it takes
 * as checked. Never throws.
 *
 * @see https://doc.cryptomus.com/business/payments/webhook
 */
export const bodySign: Scheme = /* @__PURE__ */ branded((rawBody, apiKey) => {
  const body = readSignedBody(rawBody)
  return typeof body !== 'string' && findSignedText(body, [apiKey]) !== undefined
})

// In a function, because bundlers keep a computed name at load, and with it all that verifies.
function branded(scheme: Scheme): Scheme {
  return Object.assign(scheme, { [brand]: true })
}

function checkBodySign(text: string, ring: KeyRing): Acceptance | WebhookReason {
  const body = readSignedBody(text)
  if (typeof body === 'string') return body
  const keys = keysFor(ring, body.type)
  if (keys.length === 0) return 'unknown_type'
  const signed = findSignedText(body, keys)
  if (signed === undefined) return 'sign_mismatch'
  // Re-encoding keeps the structure of a JSON text, so what was scanned before need not be scanned after.
  return { text: signed, form: signed === body.content ? 'as_sent' : 'reencoded', isScanned: true }
}

/** Raw body with its signature taken out. */
export interface SignedBody {
  /** Body without the member `sign`, every other character as received. */
  readonly content: string
  /** Signature: 32 lower-case hex digits. */
  readonly sign: string
  /** Value of `type`, if it is a string. */
  readonly type: string | undefined
}

const signPattern = /^"[0-9a-f]{32}"$/

/** Takes the top-level `sign` out of a raw body, or refuses the body. */
export function readSignedBody(text: string): SignedBody | WebhookReason {
  const scan = scanObject(text)
  if (typeof scan === 'string') return scan
  const index = scan.findIndex(({ name }) => name === 'sign')
  const member = scan[index]
  if (member === undefined || text[member.valueStart] !== '"') return 'sign_missing'
  const token = text.slice(member.valueStart, member.end)
  if (!signPattern.test(token)) return 'sign_mismatch'
  const content = removeMember(text, member, scan[index - 1])
  return { content, sign: token.slice(1, -1), type: readStringMember(text, scan, 'type') }
}

/** Returns the decoded value of a top-level member if it is a string. */
export function readStringMember(text: string, members: readonly Member[], name: string): string | undefined {
  const member = members.find((candidate) => candidate.name === name)
  if (member === undefined || text[member.valueStart] !== '"') return undefined
  const token = text.slice(member.valueStart, member.end)
  return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1)
}

/**
 * Returns the text that a body's signature covers; `undefined` if it covers none under these keys.
 *
 * The gateway signs the output of PHP's `json_encode` with unescaped unicode. The body may travel in another form (escaped
 * unicode, bare slashes, white space added by a proxy), so the content is tried as received and then re-encoded. Two bodies
 * of different meaning never have one form: numbers and the order of members are kept.
 */
export function findSignedText({ content, sign }: SignedBody, keys: readonly string[]): string | undefined {
  const isSigned = (text: string) => {
    const encoded = toBase64(text)
    return keys.some((key) => timingSafeEqual(sign, md5Hex(encoded + key)))
  }
  if (isSigned(content)) return content
  const reencoded = reencodePhp(content)
  return reencoded !== content && isSigned(reencoded) ? reencoded : undefined
}

function checkScheme(text: string, ring: KeyRing, scheme: Scheme): Acceptance | WebhookReason {
  let keys = ring.any
  // Keys without roles are one list, whatever the type is.
  const isScanned = keys !== ring.payment
  if (isScanned) {
    const scan = scanObject(text)
    if (typeof scan === 'string') return scan
    keys = keysFor(ring, readStringMember(text, scan, 'type'))
    if (keys.length === 0) return 'unknown_type'
  }
  const accepts = (key: string) => {
    try {
      const said: unknown = scheme(text, key)
      // A scheme that is async accepts nothing; its rejection must not end the process.
      if (said instanceof Promise) said.catch(() => {})
      return said === true
    } catch {
      // A stranger's body may have made it throw, so throwing is not acceptance.
      return false
    }
  }
  return keys.some(accepts) ? { text, form: 'as_sent', isScanned } : 'sign_mismatch'
}
