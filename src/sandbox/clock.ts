import type { Invoice } from './invoices/invoice.ts'
import { confirmInvoice, endRefund, expireInvoice, settleMark } from './invoices/lifecycle.ts'
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

/** When the next webhook is due, or later than anything when none waits. */
const nextDelivery = ({ outgoing }: World) => Math.min(...outgoing.map(({ dueAt }) => dueAt), Number.POSITIVE_INFINITY)

/** Moves the clock step by step, so that each thing happens, and is told, at its own time. */
export async function advanceClock(world: World, ms: number, deliver: () => Promise<void>): Promise<void> {
  const { clock } = world
  // Counted from where an advance under way is going, so that two at once add up.
  clock.until += ms
  const { until } = clock
  for (;;) {
    const event = nextEvent(world, until)
    const deliveryAt = nextDelivery(world)
    if (event === undefined && deliveryAt > until) break
    if (event !== undefined && event.at <= deliveryAt) {
      clock.now = Math.max(clock.now, event.at)
      event.run()
    } else {
      clock.now = Math.max(clock.now, deliveryAt)
    }
    await deliver()
  }
  clock.now = Math.max(clock.now, until)
}
