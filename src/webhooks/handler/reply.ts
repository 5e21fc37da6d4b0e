import type { Logger } from '../../logging/logger.ts'
import { notify } from '../../platform/waiting.ts'
import type { WebhookEvent } from '../types.ts'
import type { HandlerSettings } from './options.ts'
import type { WebhookResult } from './types.ts'

/** What to answer, and what to say of it in logs and metrics. */
export interface Reply {
  readonly result: WebhookResult
  readonly code: number
  /** What the sender is told. */
  readonly text: string
  /** What the owner of the endpoint is told beyond it. */
  readonly detail?: string | undefined
  readonly error?: unknown
  readonly event?: WebhookEvent | undefined
}

const codes: { readonly [Result in WebhookResult]: number } = {
  handled: 200,
  ignored: 200,
  duplicate: 200,
  mismatch: 200,
  malformed: 400,
  untrusted: 401,
  unconfirmed: 401,
  wrong_address: 403,
  wrong_method: 405,
  busy: 409,
  too_large: 413,
  rate_limited: 429,
  failed: 500,
  unavailable: 503,
}

/** Makes a reply; the code is the usual one of its result, unless it is told. */
export const reply = (result: WebhookResult, more: Partial<Reply> = {}): Reply => ({
  result,
  code: codes[result],
  text: result,
  ...more,
})

/** Whether a step ended the delivery instead of handing something on. */
export const isReply = (value: object): value is Reply => 'result' in value && 'code' in value

/** Where everything about webhooks stands in the hierarchy of what is logged. */
export const scope = 'cryptomus.webhooks'

const levelOf = ({ code }: Reply): keyof Logger => {
  if (code >= 500) return 'error'
  return code === 200 || code === 409 ? 'info' : 'warn'
}

/** Tells logger and metrics how a delivery ended. Nothing that they throw reaches the sender. */
export function reportDelivery({ logger, onDelivery }: HandlerSettings, reply: Reply, durationMs: number): void {
  const { result, code, event, detail, error } = reply
  const about = event === undefined ? {} : { type: event.type, status: event.status }
  notify(() => onDelivery?.({ ...about, result, durationMs }))
  if (logger === undefined) return
  const { id, uuid, order_id } = event ?? {}
  const ids = event === undefined ? {} : { id, uuid, order_id }
  const why = { ...(detail === undefined ? {} : { detail }), ...(error === undefined ? {} : { error }) }
  const level = levelOf(reply)
  // Called as its method, for a logger may be an object of a class.
  const log = logger[level] === undefined ? 'info' : level
  notify(() => logger[log]?.(`webhook ${result}`, { scope, result, code, ...about, ...ids, ...why, durationMs }))
}
