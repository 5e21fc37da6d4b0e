import type { ResendPaymentWebhookParams } from '../../operations/payments/resend-payment-webhook.ts'
import { type Answer, refuse, rejectFields, succeed } from '../world/answer.ts'
import { queueWebhook } from '../world/queue-webhook.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'
import type { Invoice } from './invoice.ts'
import { invoiceWebhook } from './invoice-webhook.ts'

const mostResends = 10
const resendable: readonly string[] = ['wrong_amount', 'paid', 'paid_over']
const notFound = { message: 'Payment not found', status: 422 }

type Found = { readonly record: Invoice } | { readonly answer: Answer }

function find({ invoices }: World, { uuid, order_id, txid }: ResendPaymentWebhookParams): Found {
  if (uuid !== undefined || order_id !== undefined) return findRecord(invoices, { uuid, order_id }, notFound)
  if (txid === undefined) {
    const missing = ['validation.required_without_all']
    return { answer: rejectFields({ uuid: missing, order_id: missing, txid: missing }) }
  }
  const record = [...invoices.values()].find((invoice) => invoice.txid === txid)
  return record === undefined ? { answer: refuse(notFound.message, notFound.status) } : { record }
}

/** Answers `payments.resendWebhook`: tells again where a finished payment stands, up to ten times. */
export function resendWebhook(world: World, params: ResendPaymentWebhookParams): Answer {
  const found = find(world, params)
  if ('answer' in found) return found.answer
  const { record: invoice } = found
  const { uuid, status, resends = 0 } = invoice
  if (!resendable.includes(status)) return refuse(notFound.message, notFound.status)
  const { url_callback: url } = invoice.params
  if (url === undefined) return refuse('Notification not found')
  if (resends >= mostResends) return refuse('Too much resend')
  world.invoices.set(uuid, { ...invoice, resends: resends + 1 })
  queueWebhook(world, url, invoiceWebhook(invoice), 'payment')
  return succeed([])
}
