import type {
  CreatePaymentQrParams,
  RefundPaymentParams,
  ResendPaymentWebhookParams,
} from '../../operations/payments/manage-payments.ts'
import type { RecordRef } from '../../operations/shared.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'
import { listServices } from '../catalogue.ts'
import { queueWebhook } from '../webhooks.ts'
import { type Answer, refuse, rejectFields, succeed } from '../world/answer.ts'
import { feePercent } from '../world/market.ts'
import { paginate } from '../world/paginate.ts'
import { qrImage } from '../world/qr-image.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'
import { percentOf, toShortest, toUnits } from '../world/units.ts'
import { createInvoice } from './create-invoice.ts'
import type { Invoice } from './invoice.ts'
import { updateInvoice } from './lifecycle.ts'
import { invoiceWebhook, renderInvoice } from './render.ts'

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
function resendWebhook(world: World, params: ResendPaymentWebhookParams): Answer {
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

/** Answers `payments.createQr`. Nothing is documented for what has no address; it is refused. */
function invoiceQr({ invoices, wire }: World, { merchant_payment_uuid: uuid }: CreatePaymentQrParams): Answer {
  const invoice = invoices.get(uuid)
  if (invoice === undefined) return refuse('Payment not found', wire.notFoundStatus)
  const { route } = invoice
  return route === undefined ? refuse('Address not found') : succeed({ image: qrImage(route.address) })
}

const markable: readonly string[] = ['wrong_amount_waiting', 'wrong_amount']
const notFoundOfMarkAsPaid = { message: 'Payment not found.', status: 422 }

/**
 * Answers `payments.markAsPaid`: queues the request, as documented. It is carried out the next time that the clock is
 * advanced, by however little, so that nobody can mistake the answer for the deed.
 */
export function markAsPaid(world: World, named: RecordRef): Answer {
  const found = findRecord(world.invoices, named, notFoundOfMarkAsPaid)
  if ('answer' in found) return found.answer
  const { record } = found
  if (!markable.includes(record.status)) return refuse(notFoundOfMarkAsPaid.message, notFoundOfMarkAsPaid.status)
  world.invoices.set(record.uuid, { ...record, marksAt: world.clock.now })
  return succeed({ success: true, message: 'The request has been accepted and queued for processing.' })
}

const refundable: readonly string[] = ['paid', 'paid_over', 'wrong_amount']

/**
 * Answers `payments.refund`: takes what was paid, or the part that is named, from the merchant and sends it on its way back.
 * A gateway that knows no parts ignores the amount, and refunds everything.
 */
export function refundInvoice(world: World, params: RefundPaymentParams): Answer {
  const { uuid, order_id, is_subtract: fromBalance } = params
  // Here `uuid` wins, unlike where invoices are read.
  const named = uuid === undefined ? { order_id } : { uuid }
  const found = findRecord(world.invoices, named, { message: 'Payment was not found', status: 422 })
  if ('answer' in found) return found.answer
  const { route, paid, status } = found.record
  if (route === undefined || !refundable.includes(status)) {
    return refuse('Refunds are made only for completed payments')
  }
  const { currency } = route
  const knowsParts = !world.gateway.unsupported.includes('payments.refund.amount')
  const part = knowsParts && params.amount !== undefined ? toUnits(params.amount) : paid
  const fee = percentOf(part, feePercent)
  const debited = fromBalance ? part + fee : part
  // The words for these are documented for payouts only.
  if (part > paid) return refuse(`Maximum amount ${toShortest(paid)} ${currency}`)
  if (world.ledger.balanceOf('merchant', currency) < debited) return refuse('Not enough funds')
  world.ledger.move('merchant', 'held', currency, debited)
  const refund = { currency, debited, fee, endsAt: world.clock.now + world.wire.refundMs }
  // It stays final: no longer being payable is what that means.
  updateInvoice(world, { ...found.record, status: 'refund_process', marksAt: undefined, refund })
  return succeed([])
}

/** Answers the operations of `payments`. */
export const paymentBehaviours: GroupBehaviours<'payments'> = {
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
