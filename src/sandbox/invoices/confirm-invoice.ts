import type { World } from '../world/types.ts'
import { percentOf } from '../world/units.ts'
import type { Invoice, PaymentRoute } from './invoice.ts'
import { splitPayment } from './render.ts'
import { updateInvoice } from './update-invoice.ts'

/** Where an invoice stands once the chain has confirmed what was paid. */
function judge({ params, paid }: Invoice, { due }: PaymentRoute): Pick<Invoice, 'status' | 'isFinal'> {
  const enough = due - percentOf(due, params.accuracy_payment_percent ?? 0)
  if (paid > due) return { status: 'paid_over', isFinal: true }
  if (paid >= enough) return { status: 'paid', isFinal: true }
  const mayTopUp = params.is_payment_multiple ?? true
  return mayTopUp ? { status: 'wrong_amount_waiting', isFinal: false } : { status: 'wrong_amount', isFinal: true }
}

/** Credits the merchant with what an invoice holds, less the fee. */
export function credit(world: World, invoice: Invoice, currency: string): void {
  const { fee, net } = splitPayment(invoice)
  world.ledger.move('held', 'merchant', currency, net)
  world.ledger.move('held', 'fees', currency, fee)
}

/** Takes note that the chain has confirmed what was paid. */
export function confirmInvoice(world: World, invoice: Invoice): void {
  if (invoice.route === undefined) return
  const verdict = judge(invoice, invoice.route)
  // A request to count it as paid has nothing left to do once it is final.
  const marksAt = verdict.isFinal ? undefined : invoice.marksAt
  const updated = updateInvoice(world, { ...invoice, ...verdict, marksAt, confirmsAt: undefined })
  if (updated.isFinal) credit(world, updated, invoice.route.currency)
}
