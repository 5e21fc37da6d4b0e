import { scanObject } from '../json/scan-object.ts'
import { canonicalAmount, decimalFromNumber } from '../money/decimal.ts'
import { runSchema } from '../schema/standard-schema.ts'
import type { Scheme } from '../signing/sign-payload.ts'
import { isKnownType, isPaidStatus } from '../status/status.ts'
import { eventReaders } from './event-schema.ts'
import type { WebhookEvent, WebhookKeys } from './types.ts'
import { checkWebhook, resolveKeys } from './verify-webhook.ts'
import { webhookError } from './webhook-error.ts'

/**
 * Verifies a webhook's raw body as `verifyWebhook` does and returns its event, discriminated by `type`.
 *
 * The event is parsed from the text that the signature covers, and frozen. Members that this version does not know are kept;
 * amounts that arrive as JSON numbers become decimal strings.
 *
 * @throws {CryptomusError} kind `webhook`: the body must not be trusted; `reason` says why. Also for a genuine body of a type
 * that this version does not know (`unknown_type`) or without `uuid` or `status` (`malformed`).
 * @throws {CryptomusError} kind `config`: a key is missing, blank, padded with white space or not a string, or a list of keys
 * is empty.
 * @see https://doc.cryptomus.com/business/payments/webhook
 * @see https://doc.cryptomus.com/business/payouts/webhook
 * @example
 * ```ts
 * import { parseWebhook } from 'cryptomus-kit/webhooks'
 *
 * export async function POST(request: Request): Promise<Response> {
 *   const event = parseWebhook(await request.text(), { payment: 'payment-api-key', payout: 'payout-api-key' })
 *   if (event.type === 'payment') console.log(event.order_id, event.status, event.payment_amount, event.payer_currency)
 *   return new Response(null, { status: 200 })
 * }
 * ```
 */
export function parseWebhook(rawBody: string | Uint8Array, keys: WebhookKeys, scheme?: Scheme): WebhookEvent {
  const verdict = checkWebhook(rawBody, resolveKeys(keys), scheme)
  if (typeof verdict === 'string') throw webhookError(verdict)
  return toEvent(verdict.text, verdict.isScanned)
}

/** Returns the event of a text whose signature is valid. Scans the text first, unless the check of the signature did. */
export function toEvent(text: string, isScanned = false): WebhookEvent {
  const wire = toWire(text, isScanned)
  if (isKnownType(wire.type)) return readMembers(wire)
  throw webhookError('unknown_type', 'The webhook is genuine but of a type that this version does not know.')
}

/** Returns the members of a text whose signature is valid, without `sign`. */
export function toWire(text: string, isScanned: boolean): Record<string, unknown> {
  const scan = isScanned ? undefined : scanObject(text)
  if (typeof scan === 'string') throw webhookError(scan)
  const wire = JSON.parse(text) as Record<string, unknown>
  delete wire.sign
  return wire
}

/** Returns the event of the members of a webhook of a known type. */
export function readMembers(wire: Readonly<Record<string, unknown>>): WebhookEvent {
  const checked = runSchema(eventReaders[wire.type as WebhookEvent['type']], wire)
  if (!checked.issues) return finishEvent(checked.value as object)
  const complaints = checked.issues.map(({ path, message }) => `${path} ${message}`).join(', ')
  throw webhookError('malformed', `The webhook is genuine but incomplete: ${complaints}.`)
}

/**
 * Makes the event of the gateway's members: adds those of `EventFields`, which are derived from them, and freezes it. Nobody
 * else may have the object, which is not copied.
 */
export function finishEvent(members: object): WebhookEvent {
  const event = members as { -readonly [Name in keyof WebhookEvent]: WebhookEvent[Name] }
  event.is_final = event.is_final === true
  event.stateKey = stateKey(event)
  event.isPaid = isKnownType(event.type) && isPaidStatus(event.status)
  return freeze(event) as WebhookEvent
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) freeze(inner)
  return Object.freeze(value)
}

/** Returns `true` for a status that means that a payout failed; it is the end only together with `is_final`. */
export const isFailure = (status: string): boolean => /^(?:fail|cancel|system_fail)$/.test(status)

function stateKey(event: object): string {
  const said = event as Readonly<Record<string, unknown>>
  const { type, uuid, status } = said
  const parts = [type, uuid, status]
  if (type === 'payment' || type === 'wallet') {
    const { payment_amount: amount } = said
    // What is no decimal names itself, so that two of them are two states.
    const text = typeof amount === 'number' ? decimalFromNumber(amount) : amount
    parts.push(typeof text === 'string' && text !== '' ? canonicalAmount(text) : '0')
    parts.push(status === 'cancel' ? said.expired_at : status === 'refund_fail' ? said.updated_at : undefined)
  } else if (type === 'payout' && isFailure(String(status))) {
    parts.push(said.is_final === true ? 'final' : said.updated_at)
  }
  return parts.filter((part) => part !== undefined && part !== null).join(':')
}
