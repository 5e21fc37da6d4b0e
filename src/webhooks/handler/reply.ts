import type { Logger } from '../../logging/logger.ts'
import { notify } from '../../platform/waiting.ts'
import { isPaidStatus } from '../../status/status.ts'
import type { WebhookEvent } from '../types.ts'
import type { Memory } from './memory.ts'
import type { HandlerSettings } from './options.ts'
import type { DeliveryReport, WebhookResult } from './types.ts'

/** Response to a delivery, and what logs and metrics get of it. */
export interface Reply {
  readonly result: WebhookResult
  readonly code: number
  /** Text of the response, for the sender. */
  readonly text: string
  /** Detail for the log of the owner. */
  readonly detail?: string | undefined
  readonly error?: unknown
  readonly event?: WebhookEvent | undefined
  /** `true` if the event is the delivery's, because its record was not read. Logs get it, reports do not. */
  readonly isUnread?: boolean | undefined
  /** Memory of the record to store, where it has changed. */
  readonly memory?: Memory | undefined
}

/** Value of a step for the next one, or the reply that ends the delivery. */
export type Step<Value> = Reply | Value

/** Returns `true` for a reply, which no value of a step resembles. */
export const isReply = (step: unknown): step is Reply => 'code' in Object(step)

const codes: { readonly [Result in WebhookResult]: number } = {
  handled: 200,
  unhandled: 200,
  mismatch: 200,
  duplicate: 200,
  refused: 400,
  unconfirmed: 401,
  busy: 409,
  failed: 500,
  ahead: 503,
  behind: 503,
  unavailable: 503,
}

/** Makes a reply; the code is that of its result, unless another one is given. */
export const reply = (result: WebhookResult, more: Partial<Reply> = {}): Reply => ({
  result,
  code: codes[result],
  text: result,
  ...more,
})

/** `scope` of every log line about webhooks. */
export const scope = 'cryptomus.webhooks'

const isPaidUnhandled = ({ result, event }: Reply) =>
  result === 'unhandled' && event !== undefined && event.isPaid && isPaidStatus(event.status)

function levelOf(reply: Reply): 'info' | 'warn' | 'error' {
  const { result, code } = reply
  // The gateway delivers again after a read that lagged, so nobody needs to act.
  if (code >= 500) return result === 'ahead' || result === 'behind' ? 'warn' : 'error'
  return code === 409 || (code === 200 && !isPaidUnhandled(reply)) ? 'info' : 'warn'
}

/** Writes one line to a logger, if there is one. An error of the logger is ignored. */
export function log(logger: Logger | undefined, level: keyof Logger, message: string, fields: object): void {
  if (logger === undefined) return
  // Called as its method, for a logger may be an object of a class.
  const method = logger[level] === undefined ? 'info' : level
  notify(() => logger[method]?.(message, { scope, ...fields }))
}

const withoutAbsent = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** Passes the end of a delivery or a check to logger and metrics. An error that they throw is ignored. */
export function report(
  { logger, alarm, onDelivery }: HandlerSettings,
  reply: Reply,
  durationMs: number,
): DeliveryReport {
  const { result, code, event, isUnread, detail, error } = reply
  const { type, status, stateKey, uuid, order_id } = event ?? {}
  const about = { type, status, result, durationMs, error }
  const told = withoutAbsent({ ...about, event: isUnread ? undefined : event }) as DeliveryReport
  if (onDelivery !== undefined) notify(() => onDelivery(told))
  const level = levelOf(reply)
  const hearer = level === 'error' || isPaidUnhandled(reply) ? alarm : logger
  if (hearer !== undefined) {
    log(hearer, level, `webhook ${result}`, withoutAbsent({ ...about, code, stateKey, uuid, order_id, detail }))
  }
  return told
}
