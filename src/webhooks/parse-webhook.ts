import { scanObject } from '../json/scan-object.ts'
import { canonicalAmount, isDecimal } from '../money/decimal.ts'
import { runSchema } from '../schema/standard-schema.ts'
import type { Scheme } from '../signing/sign-payload.ts'
import { isPaidStatus } from '../status/status.ts'
import { eventReaders } from './event-schema.ts'
import type { EventFields, WebhookEvent, WebhookKeys } from './types.ts'
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
  if (!verdict.ok) throw webhookError(verdict.reason)
  return toEvent(verdict.text, verdict.isScanned)
}

const isKnownType = (type: unknown): type is WebhookEvent['type'] =>
  typeof type === 'string' && Object.hasOwn(eventReaders, type)

/** Returns the event of a text whose signature is valid. Scans the text first, unless the check of the signature did. */
export function toEvent(text: string, isScanned = false): WebhookEvent {
  const scan = isScanned ? undefined : scanObject(text)
  if (scan?.ok === false) throw webhookError(scan.reason)
  const wire = JSON.parse(text) as Record<string, unknown>
  delete wire.sign
  if (!isKnownType(wire.type)) {
    throw webhookError('unknown_type', 'The webhook is genuine but of a type that this version does not know.')
  }
  const checked = runSchema(eventReaders[wire.type], wire)
  if (!checked.ok) {
    const complaints = checked.issues.map(({ path, message }) => `${path} ${message}`).join(', ')
    throw webhookError('malformed', `The webhook is genuine but incomplete: ${complaints}.`)
  }
  return finishEvent(checked.value as WebhookEvent)
}

/** Returns a frozen copy of the gateway's members with those of `EventFields`, which are derived from them. */
export function finishEvent<Event extends WebhookEvent>(event: Omit<Event, keyof EventFields>): Event {
  const wire = event as unknown as Omit<WebhookEvent, keyof EventFields>
  const isFinal = wire.is_final === true
  const finished = { ...wire, is_final: isFinal, id: '', isPaid: isPaidStatus(wire.status), isFinal }
  finished.id = eventId(finished)
  return freeze(finished) as unknown as Event
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) freeze(inner)
  return Object.freeze(value)
}

/** Members of an event that its id is made of. */
interface EventIdParts {
  readonly type: string
  readonly uuid: string
  readonly status: string
  readonly is_final: boolean
  readonly amount?: unknown
  readonly payment_amount?: unknown
}

/**
 * Returns the id of a delivery: `type:uuid:status:is_final:amount`. The amount received is part of it, because an invoice that
 * is paid in parts is delivered with one status and growing amounts.
 */
export function eventId({
  type,
  uuid,
  status,
  is_final: isFinal,
  amount,
  payment_amount: received,
}: EventIdParts): string {
  const counted = type === 'payout' ? amount : received
  return [type, uuid, status, isFinal, isDecimal(counted) ? canonicalAmount(counted) : '0'].join(':')
}
