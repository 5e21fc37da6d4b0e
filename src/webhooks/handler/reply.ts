import type { WebhookEvent } from '../types.ts'
import type { WebhookResult } from './results.ts'

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
