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
  const wire = event as unknown as Omit<WebhookEvent, keyof EventFields>
  const isFinal = wire.is_final === true
  const id = eventId({ ...wire, is_final: isFinal })
  return freeze({ ...event, is_final: isFinal, id, isPaid: isPaidStatus(wire.status), isFinal }) as unknown as Event
}
