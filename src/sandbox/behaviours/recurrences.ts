import type { RecordRef } from '../../operations/shared/record-ref.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'
import { createRecurrence } from '../recurrences/behaviour.ts'
import { renderRecurrence } from '../recurrences/recurrence.ts'
import type { RecurrenceRecord } from '../recurrences/types.ts'
import { succeed } from '../world/answer.ts'
import { paginate } from '../world/paginate.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'

function find({ recurrences, wire }: World, params: RecordRef) {
  return findRecord(recurrences, params, { message: 'Recurring payment not found', status: wire.notFoundStatus })
}

/** How the sandbox answers operations on recurring payments. No charge is played: it is not documented how one is told. */
export const recurrences: GroupBehaviours<'recurrences'> = {
  create: (world, params, { payUrl }) => createRecurrence(world, params, payUrl),
  get: (world, params, { payUrl }) => {
    const found = find(world, params)
    return 'answer' in found ? found.answer : succeed(renderRecurrence(found.record, payUrl))
  },
  list: (world, params, { payUrl }) => {
    const page = paginate(world.recurrences.values(), params)
    return succeed({ ...page, items: page.items.map((recurrence) => renderRecurrence(recurrence, payUrl)) })
  },
  cancel: (world, params, { payUrl }) => {
    const found = find(world, params)
    if ('answer' in found) return found.answer
    const cancelled: RecurrenceRecord = { ...found.record, status: 'cancel_by_merchant' }
    world.recurrences.set(cancelled.uuid, cancelled)
    return succeed(renderRecurrence(cancelled, payUrl))
  },
}
