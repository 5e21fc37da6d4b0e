import type { World } from '../world/types.ts'
import type { Units } from '../world/units.ts'
import { confirmInvoice } from './confirm-invoice.ts'
import type { Invoice, PaymentRoute } from './invoice.ts'
import { updateInvoice } from './update-invoice.ts'

/** An invoice of which is known how it is paid. */
type Routed = Invoice & { readonly route: PaymentRoute }

/** Takes in what a payer sends: it counts at once, or when the chain has confirmed it. */
export function receivePayment(world: World, invoice: Routed, units: Units, txid: string | undefined): void {
  const { ledger, clock, wire, random } = world
  ledger.move('outside', 'held', invoice.route.currency, units)
  const confirmsAt = clock.now + wire.confirmationMs
  const paid: Invoice = {
    ...invoice,
    paid: invoice.paid + units,
    from: `sandbox-payer-${random.hex(16)}`,
    txid: txid ?? random.hex(64),
    confirmsAt,
  }
  if (confirmsAt <= clock.now) confirmInvoice(world, paid)
  else updateInvoice(world, { ...paid, status: 'confirm_check' })
}
