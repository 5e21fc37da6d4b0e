import type { WebhookReason } from '../errors/types.ts'
import { encodePhp } from '../json/php.ts'
import { scanObject } from '../json/scan-object.ts'
import type { WebhookKeys } from './types.ts'
import {
  checkWebhook,
  findSignedText,
  type KeyRing,
  keysFor,
  readRawBody,
  readSignedBody,
  readStringMember,
  resolveKeys,
  type SignedBody,
} from './verify-webhook.ts'
import { reasonTexts } from './webhook-error.ts'

/** Diagnosis of a webhook, for a person to read. Contains no key and no signature. */
export interface WebhookDiagnosis {
  /** `true` if the body is genuine: the result of `verifyWebhook`. */
  readonly ok: boolean
  /** Reason for the refusal; absent when `ok` is `true`. */
  readonly reason?: WebhookReason
  /** Finding in one or two sentences, with the fix where one is known. */
  readonly message: string
  /**
   * Form in which a genuine body was signed: `as_sent`, exactly as received; `reencoded`, as PHP encodes JSON, which is not how
   * the body arrived. Absent when `ok` is `false`.
   */
  readonly form?: 'as_sent' | 'reencoded'
  /** Member `type` of the body, if it is a string. Like the next three, unverified when `ok` is `false`. */
  readonly type?: string
  /** Member `uuid` of the body, if it is a string. */
  readonly uuid?: string
  /** Member `order_id` of the body, if it is a string. */
  readonly order_id?: string
  /** Member `status` of the body, if it is a string. */
  readonly status?: string
}

/**
 * Finds the reason why a webhook is refused, as a sentence for a person: a wrong key, swapped keys, a body that was parsed and
 * written again, cut short, or signed in a header.
 *
 * For logs and support, not for decisions: act on `verifyWebhook`. Checks the gateway's own scheme, `bodySign`.
 *
 * @throws {CryptomusError} kind `config`: a key is missing, blank, padded with white space or not a string, or a list of keys
 * is empty. A body alone never makes it throw.
 * @see https://doc.cryptomus.com/business/payments/webhook
 */
export function explainWebhook(rawBody: string | Uint8Array, keys: WebhookKeys): WebhookDiagnosis {
  const ring = resolveKeys(keys)
  const verdict = checkWebhook(rawBody, ring)
  const claims = readClaims(rawBody)
  if (typeof verdict === 'string') {
    return { ok: false, reason: verdict, message: diagnose(rawBody, verdict, ring, respell), ...claims }
  }
  const { form } = verdict
  const how = form === 'as_sent' ? 'as it came' : 'as PHP spells it, which is not how it came'
  return { ok: true, message: `Genuine: the signature covers the body ${how}.`, form, ...claims }
}

function readClaims(rawBody: unknown): Pick<WebhookDiagnosis, 'type' | 'uuid' | 'order_id' | 'status'> {
  const body = readRawBody(rawBody)
  const scan = typeof body === 'string' ? body : scanObject(body.text)
  if (typeof body === 'string' || typeof scan === 'string') return {}
  const names = ['type', 'uuid', 'order_id', 'status']
  const claims = names.map((name) => [name, readStringMember(body.text, scan, name)] as const)
  return Object.fromEntries(claims.filter(([, value]) => value !== undefined))
}

// The numbers of the gateway are PHP's.
const respell = (content: string) => encodePhp(JSON.parse(content), { escapeUnicode: false })

/**
 * Returns the sentence for a body that was refused for this reason.
 *
 * With `respell`, it also finds numbers that a parser on the way has written in another form. A webhook handler leaves it out,
 * because its bundle would need PHP's number format for one line of a log.
 */
export function diagnose(
  rawBody: unknown,
  reason: WebhookReason,
  ring: KeyRing,
  respell?: (content: string) => string,
): string {
  const raw = readRawBody(rawBody)
  if (typeof raw === 'string') return reasonTexts[reason]
  if (reason === 'malformed') return diagnoseText(raw.text)
  if (reason !== 'sign_mismatch') return reasonTexts[reason]
  const body = readSignedBody(raw.text)
  return typeof body === 'string'
    ? 'The "sign" is not 32 lower-case hex digits.'
    : diagnoseMismatch(body, ring, respell)
}

function diagnoseText(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return 'The body is empty; something before has already read it.'
  // `trim` removes a byte order mark as white space, so only the text itself shows it.
  if (text.startsWith('\ufeff')) return 'The body starts with a byte order mark.'
  if (trimmed === '[object Object]') return 'The body was an object turned into text. Pass the raw body.'
  if (/^[\w.%[\]-]+=/.test(trimmed)) return 'The body is form data, not JSON.'
  if (/^"/.test(trimmed)) return 'The body was serialised twice. Pass the raw body.'
  if (trimmed.startsWith('{') && !trimmed.endsWith('}')) {
    return `The body was cut short on its way, after ${text.length} characters.`
  }
  return reasonTexts.malformed
}

function diagnoseMismatch(body: SignedBody, ring: KeyRing, respell?: (content: string) => string): string {
  const [right, wrong] = body.type === 'payout' ? (['payout', 'payment'] as const) : (['payment', 'payout'] as const)
  if (findSignedText(body, keysFor(ring, wrong)) !== undefined) {
    return `The body is a ${body.type} webhook signed with the ${wrong} key. Are the keys swapped?`
  }
  if (respell && findSignedText({ ...body, content: respell(body.content) }, keysFor(ring, right)) !== undefined) {
    return 'The body was parsed and written again on its way, which changed its numbers. Pass the raw body.'
  }
  return `The signature fits none of the keys. It must be made with the ${right} key: was the ${wrong} key, an old one or that of another merchant given? Otherwise the body was changed on its way.`
}
