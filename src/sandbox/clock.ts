import { confirmInvoice } from './invoices/confirm-invoice.ts'
import { endRefund } from './invoices/end-refund.ts'
import { expireInvoice } from './invoices/expire-invoice.ts'
import type { Invoice } from './invoices/invoice.ts'
import { settleMark } from './invoices/settle-mark.ts'
import { endPayout } from './payouts/end-payout.ts'
import type { World } from './world/types.ts'

/** Something that happens by itself when its time comes. */
interface TimedEvent {
  readonly at: number
  readonly run: () => void
}

/** What an invoice waits for: one thing at a time. */
function eventOf(world: World, invoice: Invoice): TimedEvent | undefined {
  const { confirmsAt, marksAt, refund, isFinal, expiresAt } = invoice
  // What is on its way is waited for, even past the invoice's time.
  if (confirmsAt !== undefined) return { at: confirmsAt, run: () => confirmInvoice(world, invoice) }
  if (marksAt !== undefined) return { at: marksAt, run: () => settleMark(world, invoice) }
  if (refund !== undefined) return { at: refund.endsAt, run: () => endRefund(world, invoice, refund) }
  return isFinal ? undefined : { at: expiresAt, run: () => expireInvoice(world, invoice) }
}

function* eventsOf(world: World): Generator<TimedEvent> {
  for (const invoice of world.invoices.values()) {
    const event = eventOf(world, invoice)
    if (event !== undefined) yield event
  }
  for (const payout of world.payouts.values()) {
    const isUnderWay = !payout.isFinal && payout.status === 'process'
    if (isUnderWay)
      yield { at: payout.createdAt + world.wire.payoutMs, run: () => endPayout(world, payout.uuid, 'paid') }
  }
}

/** The next thing that happens by itself until a time, or `undefined` when nothing does. */
export function nextEvent(world: World, until: number): TimedEvent | undefined {
  let next: TimedEvent | undefined
  for (const event of eventsOf(world)) {
    if (event.at <= until && (next === undefined || event.at < next.at)) next = event
  }
  return next
}
