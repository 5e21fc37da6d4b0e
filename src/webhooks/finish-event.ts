import { isPaidStatus } from '../status/is-paid-status.ts'
import { eventId } from './event-id.ts'
import type { EventFields, WebhookEvent } from './types.ts'

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) freeze(inner)
  return Object.freeze(value)
}

/** Adds to what the gateway says what follows from it, and freezes all of it. */
export function finishEvent<Event extends WebhookEvent>(event: Omit<Event, keyof EventFields>): Event {
  const { type, uuid, status, ...rest } = event as unknown as Omit<WebhookEvent, keyof EventFields>
  const isFinal = rest.is_final === true
  const id = eventId({ ...rest, type, uuid, status, is_final: isFinal })
  return freeze({ ...event, is_final: isFinal, id, isPaid: isPaidStatus(status), isFinal }) as unknown as Event
}
