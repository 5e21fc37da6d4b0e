import { configError } from '../../errors/config-error.ts'
import { describeUnknownName } from '../../schema/unknown-name.ts'
import { statusOrders } from '../../status/status-orders.ts'
import type { WebhookEvent } from '../types.ts'

/** The handlers by name, as the router finds them. */
export type Handlers = Readonly<
  Record<
    string,
    | ((event: WebhookEvent, context: { readonly record: unknown; readonly delivered: WebhookEvent }) => unknown)
    | undefined
  >
>

const named = (kind: string, statuses: readonly string[]) => [kind, ...statuses.map((status) => `${kind}.${status}`)]

const known = (): readonly string[] => [
  ...['*', 'unconfirmed', 'payment.mismatch'],
  ...named('payment', statusOrders.payment),
  ...named('wallet', statusOrders.payment),
  ...named('payout', statusOrders.payout),
]

/**
 * Lets handlers under known names through and throws a `config` error for anything else: one under a misspelt name would
 * never run.
 */
export function checkHandlers(value: unknown): Handlers {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw configError('on', "must be an object of handlers: { 'payment.paid': (event) => … }")
  }
  const names = known()
  for (const [name, handler] of Object.entries(value)) {
    if (!names.includes(name)) throw configError(`on.${name}`, describeUnknownName(name, names))
    if (handler !== undefined && typeof handler !== 'function') throw configError(`on.${name}`, 'must be a function')
  }
  // Without a prototype, so that no status of a stranger's finds something that nobody put there.
  return Object.assign(Object.create(null) as object, value) as Handlers
}
