import type { World } from '../world/types.ts'
import type { Invoice, Refund } from './invoice.ts'
import { updateInvoice } from './update-invoice.ts'

/** Ends a refund: the money arrives, less what the gateway keeps. */
export function endRefund(world: World, invoice: Invoice, { currency, debited, fee }: Refund): void {
  world.ledger.move('held', 'outside', currency, debited - fee)
  world.ledger.move('held', 'fees', currency, fee)
  updateInvoice(world, { ...invoice, status: 'refund_paid', refund: undefined })
}
