import type { GroupBehaviours } from '../behaviour-types.ts'
import { resendWebhook } from '../invoices/behaviour.ts'
import { createInvoice } from '../invoices/create-invoice.ts'
import { invoiceQr } from '../invoices/invoice-qr.ts'
import { markAsPaid } from '../invoices/mark-as-paid.ts'
import { refundInvoice } from '../invoices/refund-invoice.ts'
import { renderInvoice } from '../invoices/render.ts'
import { succeed } from '../world/answer.ts'
import { paginate } from '../world/paginate.ts'
import { findRecord } from '../world/records.ts'
import { listServices } from './services.ts'

/** How the sandbox answers operations on invoices. */
export const payments: GroupBehaviours<'payments'> = {
  create: (world, params, { payUrl }) => createInvoice(world, params, payUrl),
  get: (world, params, { payUrl }) => {
    const notFound = { message: 'Payment not found', status: world.wire.notFoundStatus }
    const found = findRecord(world.invoices, params, notFound)
    return 'answer' in found ? found.answer : succeed(renderInvoice(found.record, payUrl))
  },
  list: (world, params, { payUrl }) => {
    const page = paginate(world.invoices.values(), params)
    return succeed({ ...page, items: page.items.map((invoice) => renderInvoice(invoice, payUrl)) })
  },
  refund: refundInvoice,
  resendWebhook,
  markAsPaid,
  createQr: invoiceQr,
  listServices: () => listServices((network) => network),
}
