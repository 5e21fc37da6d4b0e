import type { CreateRecurrenceParams } from '../../operations/recurrences.ts'
import { type Answer, refuse, rejectFields, succeed } from '../world/answer.ts'
import { isCrypto, isCurrency } from '../world/market.ts'
import { findByOrderId } from '../world/records.ts'
import { refuseTaken } from '../world/refuse-taken.ts'
import type { World } from '../world/types.ts'
import { renderRecurrence } from './recurrence.ts'
import type { RecurrenceRecord } from './types.ts'

/** What the gateway would say against a recurrence. It documents no words of its own here, so these are an invoice's. */
function findFault(params: CreateRecurrenceParams): Answer | undefined {
  const { currency, to_currency: target, discount_days: days, discount_amount: amount } = params
  if (!isCurrency(currency)) return refuse('The currency was not found')
  if (target !== undefined && !isCrypto(target)) return refuse('Not found service to_currency')
  if ((days === undefined) === (amount === undefined)) return undefined
  return rejectFields({ [days === undefined ? 'discount_days' : 'discount_amount']: ['validation.required_with'] })
}

/**
 * Answers `recurrences.create`: a known `order_id` gets the recurrence that exists, whatever else was passed.
 *
 * It waits to be accepted until it is cancelled. Nobody accepts it and nothing is ever charged: the gateway does not
 * document what its webhooks say of a charge.
 */
export function createRecurrence(world: World, params: CreateRecurrenceParams, payUrl: string): Answer {
  const { recurrences, random, clock } = world
  const { order_id: orderId } = params
  if (orderId !== undefined) {
    const existing = findByOrderId(recurrences, orderId)
    if (existing !== undefined) return succeed(renderRecurrence(existing, payUrl))
    const taken = refuseTaken(world, 'recurrences', orderId)
    if (taken !== undefined) return taken
  }
  const fault = findFault(params)
  if (fault !== undefined) return fault
  const recurrence: RecurrenceRecord = { uuid: random.uuid(), params, createdAt: clock.now, status: 'wait_accept' }
  recurrences.set(recurrence.uuid, recurrence)
  return succeed(renderRecurrence(recurrence, payUrl))
}
