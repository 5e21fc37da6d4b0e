import { expireInvoice } from '../invoices/expire-invoice.ts'
import { confirmInvoice } from '../invoices/pay-invoice.ts'
import { endPayout } from '../payouts/end-payout.ts'
import type { World } from './types.ts'

/** Something that happens by itself when its time comes. */
interface TimedEvent {
  readonly at: number
  readonly run: () => void
}

function* eventsOf(world: World): Generator<TimedEvent> {
  for (const invoice of world.invoices.values()) {
    if (invoice.confirmsAt !== undefined) yield { at: invoice.confirmsAt, run: () => confirmInvoice(world, invoice) }
    // What is on its way is waited for, even past the invoice's time.
    else if (!invoice.isFinal) yield { at: invoice.expiresAt, run: () => expireInvoice(world, invoice) }
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
