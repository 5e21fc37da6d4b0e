import type { World } from '../world/types.ts'
import { credit } from './confirm-invoice.ts'
import type { Invoice } from './invoice.ts'
import { updateInvoice } from './update-invoice.ts'

/** Counts an underpaid invoice as paid; what was paid is credited, unless that has happened. */
export function settleMark(world: World, invoice: Invoice): void {
  // A payment that was marked by hand has no txid, as documented for its webhook.
  const paid: Invoice = { ...invoice, status: 'paid', isFinal: true, txid: undefined, marksAt: undefined }
  const updated = updateInvoice(world, paid)
  if (!invoice.isFinal && invoice.route !== undefined) credit(world, updated, invoice.route.currency)
}
