import type { CreateRecurrenceParams } from '../../operations/recurrences.ts'
import type { RecordRef } from '../../operations/shared.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'
import { type Answer, refuse, rejectFields, succeed } from '../world/answer.ts'
import { findRecord, refuseTaken } from '../world/lookup.ts'
import type { World } from '../world/types.ts'
import { refuseUnknown } from '../world/words.ts'
import { type RecurrenceRecord, renderRecurrence } from './recurrence.ts'

/** What the gateway would say against a recurrence. It documents no words of its own here, so these are an invoice's. */
function findFault({ market }: World, params: CreateRecurrenceParams): Answer | undefined {
  const { currency, to_currency: target, discount_days: days, discount_amount: amount } = params
  if (!market.isCurrency(currency)) return refuse('The currency was not found')
  if (target !== undefined && !market.isCrypto(target)) return refuse('Not found service to_currency')
  if ((days === undefined) === (amount === undefined)) return undefined
  return rejectFields({ [days === undefined ? 'discount_days' : 'discount_amount']: ['validation.required_with'] })
}

/**
 * Answers `recurrences.create`: a known `order_id` gets the recurrence that exists, whatever else was passed.
 *
 * It waits to be accepted until it is cancelled. Nobody accepts it and nothing is ever charged: the gateway does not
 * document what its webhooks say of a charge.
 */
function createRecurrence(world: World, params: CreateRecurrenceParams, payUrl: string): Answer {
  const { recurrences, random, clock } = world
  const { order_id: orderId } = params
  if (orderId !== undefined) {
    const existing = recurrences.findByOrderId(orderId)
    if (existing !== undefined) return succeed(renderRecurrence(world, existing, payUrl))
    const taken = refuseTaken(world, 'recurrences', orderId)
    if (taken !== undefined) return taken
  }
  const fault = findFault(world, params)
  if (fault !== undefined) return fault
  const recurrence: RecurrenceRecord = { uuid: random.uuid(), params, createdAt: clock.now, status: 'wait_accept' }
  recurrences.set(recurrence)
  return succeed(renderRecurrence(world, recurrence, payUrl))
}

function find(world: World, params: RecordRef, isStale = false) {
  return findRecord(world.recurrences, params, refuseUnknown(world, 'recurrence'), isStale)
}

/** Answers the operations of `recurrences`. No charge is played: it is not documented how one is told. */
export const recurrenceBehaviours: GroupBehaviours<'recurrences'> = {
  create: (world, params, { payUrl }) => createRecurrence(world, params, payUrl),
  get: (world, params, { payUrl, isStale }) => {
    const found = find(world, params, isStale)
    return 'answer' in found ? found.answer : succeed(renderRecurrence(world, found.record, payUrl))
  },
  list: (world, params, { payUrl, isStale }) => {
    const page = world.recurrences.page(params, isStale)
    return succeed({ ...page, items: page.items.map((recurrence) => renderRecurrence(world, recurrence, payUrl)) })
  },
  cancel: (world, params, { payUrl }) => {
    const found = find(world, params)
    if ('answer' in found) return found.answer
    const cancelled: RecurrenceRecord = { ...found.record, status: 'cancel_by_merchant' }
    world.recurrences.set(cancelled)
    return succeed(renderRecurrence(world, cancelled, payUrl))
  },
}
