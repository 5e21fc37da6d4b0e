import type { WebhookEvent } from '../types.ts'

/**
 * How a delivery ended.
 *
 * - `handled`: a handler ran, and the gateway need not send it again.
 * - `ignored`: genuine, but nothing handles it. `duplicate`: it had been handled before. `busy`: another worker has it.
 * - `unconfirmed`, `mismatch`: genuine, but not what the gateway, or your own record, says.
 * - `malformed`, `untrusted`, `too_large`, `wrong_method`, `wrong_address`, `rate_limited`: turned away.
 * - `failed`: a handler threw, or this endpoint is set up wrongly. `unavailable`: gateway or store could not be asked.
 */
export type WebhookResult =
  | 'handled'
  | 'ignored'
  | 'duplicate'
  | 'busy'
  | 'unconfirmed'
  | 'mismatch'
  | 'malformed'
  | 'untrusted'
  | 'too_large'
  | 'wrong_method'
  | 'wrong_address'
  | 'rate_limited'
  | 'failed'
  | 'unavailable'

/** One delivery, for metrics. */
export interface WebhookRecord {
  /** Type of the event; absent when the delivery was turned away. */
  readonly type?: WebhookEvent['type']
  /** Status that the event was routed by; absent when the delivery was turned away. */
  readonly status?: string
  /** How it ended. */
  readonly result: WebhookResult
  /** Milliseconds from the request to the answer. */
  readonly durationMs: number
}
