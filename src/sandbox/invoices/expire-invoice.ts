import type { World } from '../world/types.ts'
import { credit } from './confirm-invoice.ts'
import type { Invoice } from './invoice.ts'
import { updateInvoice } from './update-invoice.ts'

/** Ends an invoice whose time is up: what was underpaid is credited all the same. */
export function expireInvoice(world: World, invoice: Invoice): void {
  if (invoice.route === undefined || invoice.paid === 0n) {
    updateInvoice(world, { ...invoice, status: 'cancel', isFinal: true })
    return
  }
  const ended = updateInvoice(world, { ...invoice, status: 'wrong_amount', isFinal: true })
  credit(world, ended, invoice.route.currency)
}
