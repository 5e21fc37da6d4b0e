import type { GroupBehaviours } from './behaviour-types.ts'
import { succeed } from './world/answer.ts'
import { findRecord } from './world/records.ts'

const lifetimeMs = 24 * 3_600_000

/**
 * How the sandbox answers where a payer proves who they are: one link for a locked payment, none for any other.
 *
 * Nothing in the sandbox locks a payment by itself.
 */
export const amlLinks: GroupBehaviours<'amlLinks'> = {
  list: ({ invoices, wire }, params, { payUrl }) => {
    const found = findRecord(invoices, params, { message: 'Payment not found', status: wire.notFoundStatus })
    if ('answer' in found) return found.answer
    const { uuid, status, updatedAt } = found.record
    if (status !== 'locked') return succeed([])
    const expiry = new Date(updatedAt + lifetimeMs).toISOString()
    return succeed([{ link: `${payUrl}/aml/${uuid}`, expired_at: expiry, status: 'init' }])
  },
}
