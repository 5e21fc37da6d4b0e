import type { WebhookReason } from '../errors/types.ts'
import { scanObject } from '../json/scan-object.ts'
import { checkWebhook } from './check-webhook.ts'
import { diagnose } from './diagnose.ts'
import { resolveKeys } from './keys.ts'
import { readRawBody } from './read-raw-body.ts'
import { readStringMember } from './signed-body.ts'
import type { WebhookKeys } from './types.ts'

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
