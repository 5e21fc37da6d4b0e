import { scanObject } from '../json/scan-object.ts'
import { runSchema } from '../schema/run-schema.ts'
import { eventReaders } from './event-schema.ts'
import { finishEvent } from './finish-event.ts'
import type { WebhookEvent } from './types.ts'
import { webhookError } from './webhook-error.ts'

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
