import { scanObject } from '../json/scan-object.ts'
import { canonicalAmount, isDecimal } from '../money/decimal.ts'
import { runSchema } from '../schema/standard-schema.ts'
import type { Scheme } from '../signing/sign-payload.ts'
import { isPaidStatus } from '../status/status.ts'
import { eventReaders } from './event-schema.ts'
import { resolveKeys } from './keys.ts'
import type { EventFields, WebhookEvent, WebhookKeys } from './types.ts'
import { checkWebhook } from './verify-webhook.ts'
import { webhookError } from './webhook-error.ts'

/** What names one delivery. */
interface Delivery {
  readonly type: string
  readonly uuid: string
  readonly status: string
  readonly is_final: boolean
  readonly amount?: unknown
  readonly payment_amount?: unknown
}

/**
 * Names one delivery: `type:uuid:status:is_final:amount`. What has been paid so far is part of it, because an invoice
 * that is paid in parts comes with one status and growing amounts.
 */
export function eventId(event: Delivery): string {
  const amount = event.type === 'payout' ? event.amount : event.payment_amount
  const spelled = isDecimal(amount) ? canonicalAmount(amount) : '0'
  return [event.type, event.uuid, event.status, event.is_final, spelled].join(':')
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) freeze(inner)
  return Object.freeze(value)
}

/** Adds to what the gateway says what follows from it, and freezes all of it. */
export function finishEvent<Event extends WebhookEvent>(event: Omit<Event, keyof EventFields>): Event {
  const wire = event as unknown as Omit<WebhookEvent, keyof EventFields>
  const isFinal = wire.is_final === true
  const id = eventId({ ...wire, is_final: isFinal })
  return freeze({ ...event, is_final: isFinal, id, isPaid: isPaidStatus(wire.status), isFinal }) as unknown as Event
}

const isKnownType = (type: unknown): type is WebhookEvent['type'] =>
  typeof type === 'string' && Object.hasOwn(eventReaders, type)

/** Makes the event of a text whose signature has been checked. */
export function toEvent(text: string): WebhookEvent {
  // A scheme of the caller's own need not have looked at the JSON at all.
  const scan = scanObject(text)
  if (!scan.ok) throw webhookError(scan.reason)
  const { sign: _, ...wire } = JSON.parse(text) as Record<string, unknown>
  if (!isKnownType(wire.type)) {
    throw webhookError('unknown_type', 'The webhook is genuine but of a type that this version does not know.')
  }
  const checked = runSchema(eventReaders[wire.type], wire)
  if (!checked.ok) {
    const complaints = checked.issues.map(({ path, message }) => `${path} ${message}`).join(', ')
    throw webhookError('malformed', `The webhook is genuine but incomplete: ${complaints}.`)
  }
  // The schema's copy leaves out members named `constructor` or `prototype`.
  return finishEvent({ ...wire, ...(checked.value as WebhookEvent) })
}

/**
 * Verifies a webhook's raw body and returns its event, typed by `type`.
 *
 * Throws a `webhook` error with a `reason` for a body that must not be trusted, and a `config` error for an unusable
 * key. The event is parsed from the very text that was hashed, and frozen.
 */
export function parseWebhook(rawBody: string | Uint8Array, keys: WebhookKeys, scheme?: Scheme): WebhookEvent {
  const verdict = checkWebhook(rawBody, resolveKeys(keys), scheme)
  if (!verdict.ok) throw webhookError(verdict.reason)
  return toEvent(verdict.match.text)
}
