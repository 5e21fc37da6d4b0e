import type { RecordRef } from '../../operations/shared/record-ref.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'

const markable: readonly string[] = ['wrong_amount_waiting', 'wrong_amount']
const notFound = { message: 'Payment not found.', status: 422 }

/**
 * Answers `payments.markAsPaid`: queues the request, as documented. It is carried out the next time that the clock is
 * advanced, by however little, so that nobody can mistake the answer for the deed.
 */
export function markAsPaid(world: World, named: RecordRef): Answer {
  const found = findRecord(world.invoices, named, notFound)
  if ('answer' in found) return found.answer
  const { record } = found
  if (!markable.includes(record.status)) return refuse(notFound.message, notFound.status)
  world.invoices.set(record.uuid, { ...record, marksAt: world.clock.now })
  return succeed({ success: true, message: 'The request has been accepted and queued for processing.' })
}
