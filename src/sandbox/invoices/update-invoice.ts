import { queueWebhook } from '../world/queue-webhook.ts'
import type { World } from '../world/types.ts'
import type { Invoice } from './invoice.ts'
import { invoiceWebhook } from './invoice-webhook.ts'

/** Puts an invoice in the place of its old state, and tells the merchant when its status changed or more was paid. */
export function updateInvoice(world: World, invoice: Invoice): Invoice {
  const before = world.invoices.get(invoice.uuid)
  const updated: Invoice = { ...invoice, updatedAt: world.clock.now }
  world.invoices.set(invoice.uuid, updated)
  if (updated.status !== before?.status || updated.paid !== before.paid) {
    queueWebhook(world, updated.params.url_callback, invoiceWebhook(updated), 'payment')
  }
  return updated
}
