import { describeUnknownName } from '../options/known-names.ts'
import { invoiceStatuses } from './invoices/booking.ts'
import { setInvoiceStatus } from './invoices/lifecycle.ts'
import { updatePayout } from './payouts/end-payout.ts'
import type { RecurrenceRecord } from './recurrences/recurrence.ts'
import type { SetStatusOptions } from './types.ts'
import { refuseInput, requireOptions } from './world/answer.ts'
import type { World } from './world/types.ts'

const recurrenceStatuses: readonly string[] = ['wait_accept', 'active', 'cancel_by_merchant', 'cancel_by_user']

/** Puts a recurring payment into a status, as its payer would. No webhook tells of it: what it would say is not documented. */
function setRecurrenceStatus(
  world: World,
  recurrence: RecurrenceRecord,
  status: string,
  { isFinal, failReason }: SetStatusOptions,
): void {
  if (!recurrenceStatuses.includes(status))
    refuseInput('status', describeUnknownName(String(status), recurrenceStatuses))
  if (isFinal !== undefined) refuseInput('isFinal', 'is not part of a recurring payment')
  if (failReason !== undefined) refuseInput('failReason', 'is not part of a recurring payment')
  world.recurrences.set({ ...recurrence, status })
}

/** Puts any record into any status that is documented for its kind. */
export function setStatus(world: World, uuid: string, status: string, options: SetStatusOptions): void {
  const { isFinal } = requireOptions(options, ['isFinal', 'failReason'], ['failReason'])
  if (isFinal !== undefined && typeof isFinal !== 'boolean') refuseInput('isFinal', 'must be true or false')
  const invoice = world.invoices.get(uuid)
  const payout = world.payouts.get(uuid)
  const recurrence = world.recurrences.get(uuid)
  if (payout !== undefined) updatePayout(world, payout, status, options)
  else if (recurrence !== undefined) setRecurrenceStatus(world, recurrence, status, options)
  else if (invoice === undefined)
    refuseInput('uuid', 'names no invoice, top-up, payout or recurring payment of this sandbox')
  else if (!invoiceStatuses.includes(status))
    refuseInput('status', describeUnknownName(String(status), invoiceStatuses))
  else setInvoiceStatus(world, invoice, status, options)
}
