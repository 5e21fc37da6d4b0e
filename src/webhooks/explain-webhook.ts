import type { WebhookReason } from '../errors/types.ts'
import { encodePhp } from '../json/php.ts'
import { scanObject } from '../json/scan-object.ts'
import { type KeyRing, resolveKeys } from './keys.ts'
import { matchSign, readRawBody, readSignedBody, readStringMember, type SignedBody } from './signed-body.ts'
import type { WebhookKeys } from './types.ts'
import { checkWebhook } from './verify-webhook.ts'
import { reasonTexts } from './webhook-error.ts'

function diagnoseText(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return 'The body is empty; something before has already read it.'
  // `trim` takes a byte order mark for white space, so it has to be looked for in the text itself.
  if (text.startsWith('\ufeff')) return 'The body starts with a byte order mark, which JSON does not allow.'
  if (trimmed === '[object Object]') return 'The body is a parsed object turned into text. Pass the raw body.'
  if (/^[\w.%[\]-]+=/.test(trimmed)) return 'The body is form data, not JSON.'
  if (/^"/.test(trimmed)) return 'The body is a JSON string: it was serialised twice. Pass the raw body.'
  if (trimmed.startsWith('{') && !trimmed.endsWith('}')) {
    return `The body ends in the middle, after ${text.length} characters: it was cut short on its way.`
  }
  return reasonTexts.malformed
}

function diagnoseMismatch(body: SignedBody, ring: KeyRing): string {
  const isPayout = body.type === 'payout'
  const [right, wrong] = isPayout ? ['payout', 'payment'] : ['payment', 'payout']
  if (matchSign(body, isPayout ? ring.payment : ring.payout) !== undefined) {
    return `The body is a ${body.type} webhook signed with the ${wrong} key; it must be signed with the ${right} key. Are the keys swapped?`
  }
  const keys = isPayout ? ring.payout : ring.payment
  const rewritten = encodePhp(JSON.parse(body.signed), { escapeUnicode: false })
  if (matchSign({ ...body, signed: rewritten }, keys) !== undefined) {
    return 'The body was parsed and written again on its way, which changed how its numbers are spelled. Pass the raw body.'
  }
  return isPayout
    ? 'The signature fits none of the keys. Payout webhooks are signed with the payout key: was the payment key given? Otherwise the body was changed on its way.'
    : 'The signature fits none of the keys. Payment webhooks are signed with the payment key: was the payout key, an old key or one of another merchant given? Otherwise the body was changed on its way.'
}

/** Finds words for why a body was refused. */
export function diagnose(rawBody: unknown, reason: WebhookReason, ring: KeyRing): string {
  const raw = readRawBody(rawBody)
  if (!raw.ok) return reasonTexts[reason]
  if (reason === 'malformed') return diagnoseText(raw.text)
  const read = reason === 'sign_mismatch' ? readSignedBody(raw.text) : undefined
  if (read === undefined) return reasonTexts[reason]
  return read.ok
    ? diagnoseMismatch(read.body, ring)
    : 'The "sign" is not 32 lower-case hex digits, which every genuine one is.'
}

/** What is the matter with a webhook, for a person to read. Holds no key and no signature. */
export interface WebhookDiagnosis {
  /** Whether the body is genuine. */
  readonly ok: boolean
  /** Why it is not. */
  readonly reason?: WebhookReason
  /** What was found, in a sentence, and what to do about it. */
  readonly message: string
  /** Whether it was signed as it came or as PHP spells it. */
  readonly spelling?: 'as_sent' | 'respelled'
  /** What the body says of itself, believed or not. */
  readonly type?: string
  /** UUID of the record that it tells of. */
  readonly uuid?: string
  /** Your id of that record. */
  readonly order_id?: string
  /** Where the record stands, as the body has it. */
  readonly status?: string
}

const told = ['type', 'uuid', 'order_id', 'status'] as const

function readTold(rawBody: unknown): Partial<Record<(typeof told)[number], string>> {
  const body = readRawBody(rawBody)
  const scan = body.ok ? scanObject(body.text) : undefined
  if (!body.ok || !scan?.ok) return {}
  const values = told.map((name) => [name, readStringMember(body.text, scan.members, name)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/**
 * Tells a person what is wrong with a webhook: a wrong key, the keys mixed up, a body that was parsed and written again,
 * cut short, or signed in a header.
 *
 * For logs and support, not for decisions: act on `verifyWebhook`. Never throws for what a stranger sent; an unusable key
 * is a `config` error.
 */
export function explainWebhook(rawBody: string | Uint8Array, keys: WebhookKeys): WebhookDiagnosis {
  const ring = resolveKeys(keys)
  const verdict = checkWebhook(rawBody, ring)
  const facts = readTold(rawBody)
  if (!verdict.ok) {
    return { ok: false, reason: verdict.reason, message: diagnose(rawBody, verdict.reason, ring), ...facts }
  }
  const { spelling } = verdict.match
  const how = spelling === 'as_sent' ? 'as it came' : 'as PHP spells it, which is not how it came'
  return { ok: true, message: `Genuine: the signature covers the body ${how}.`, spelling, ...facts }
}
