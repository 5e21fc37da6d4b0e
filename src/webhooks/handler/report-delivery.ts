import type { Logger } from '../../logging/logger.ts'
import { notify } from '../../logging/notify.ts'
import type { HandlerSettings } from './options.ts'
import type { Reply } from './reply.ts'

/** Where everything about webhooks stands in the hierarchy of what is logged. */
export const scope = 'cryptomus.webhooks'

const levelOf = ({ code }: Reply): keyof Logger => {
  if (code >= 500) return 'error'
  return code === 200 || code === 409 ? 'info' : 'warn'
}

/** Tells logger and metrics how a delivery ended. Nothing that they throw reaches the sender. */
export function reportDelivery({ logger, record }: HandlerSettings, reply: Reply, durationMs: number): void {
  const { result, code, event, detail, error } = reply
  const about = event === undefined ? {} : { type: event.type, status: event.status }
  notify(() => record?.({ ...about, result, durationMs }))
  if (logger === undefined) return
  const { id, uuid, order_id } = event ?? {}
  const ids = event === undefined ? {} : { id, uuid, order_id }
  const why = { ...(detail === undefined ? {} : { detail }), ...(error === undefined ? {} : { error }) }
  const level = levelOf(reply)
  // Called as its method, for a logger may be an object of a class.
  const log = logger[level] === undefined ? 'info' : level
  notify(() => logger[log]?.(`webhook ${result}`, { scope, result, code, ...about, ...ids, ...why, durationMs }))
}
