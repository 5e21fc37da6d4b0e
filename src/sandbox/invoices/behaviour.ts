import type {
  CreatePaymentQrParams,
  RefundPaymentParams,
  ResendPaymentWebhookParams,
} from '../../operations/payments/manage-payments.ts'
import type { RecordRef } from '../../operations/shared.ts'
import type { BehaviourContext, GroupBehaviours } from '../behaviour-types.ts'
import { listServices } from '../catalogue.ts'
import { type Answer, refuse, rejectFields, succeed } from '../world/answer.ts'
import { type Found, findRecord } from '../world/lookup.ts'
import { feePercent } from '../world/market.ts'
import { qrImage } from '../world/qr-image.ts'
import type { World } from '../world/types.ts'
import { percentOf, toFixed, toUnits } from '../world/units.ts'
import { queueWebhook } from '../world/webhook.ts'
import { refusePoor, refuseUnknown } from '../world/words.ts'
import { moveMoney } from './booking.ts'
import { createInvoice } from './create-invoice.ts'
import type { Invoice } from './invoice.ts'
import { planInvoice, updateInvoice } from './lifecycle.ts'
import { invoiceWebhook, renderInvoice } from './render.ts'

const mostResends = 10
const resendable: readonly string[] = ['wrong_amount', 'paid', 'paid_over']

function find(
  world: World,
  { uuid, order_id, txid }: ResendPaymentWebhookParams,
  names: readonly string[],
): Found<Invoice> {
  const answer = refuseUnknown(world, 'payment', 422)
  if (uuid !== undefined || order_id !== undefined || !names.includes('txid')) {
    return findRecord(world.invoices, { uuid, order_id }, answer)
  }
  if (txid === undefined) {
    const missing = ['validation.required_without_all']
    return { answer: rejectFields({ uuid: missing, order_id: missing, txid: missing }) }
  }
  const record = world.invoices.findByTxid(txid)
  return record === undefined ? { answer } : { record }
}

/** Answers `payments.resendWebhook`: tells again where a finished payment stands, up to ten times. */
function resendWebhook(
  world: World,
  params: ResendPaymentWebhookParams,
  { names = ['txid'] }: Pick<BehaviourContext, 'names'> = {},
): Answer {
  const found = find(world, params, names)
  if ('answer' in found) return found.answer
  const { record: invoice } = found
  const { status, resends = 0 } = invoice
  if (!resendable.includes(status)) return refuseUnknown(world, 'payment', 422)
  if (invoice.params.url_callback === undefined) return refuse('Notification not found')
  if (resends >= mostResends) return refuse('Too much resend')
  world.invoices.amend({ ...invoice, resends: resends + 1 })
  queueWebhook(world, invoice, () => invoiceWebhook(world, invoice), 'payment')
  return succeed([])
}

/** Answers `payments.createQr`. Nothing is documented for what has no address; it is refused. */
function invoiceQr(world: World, { merchant_payment_uuid: uuid }: CreatePaymentQrParams): Answer {
  const invoice = world.invoices.get(uuid)
  if (invoice === undefined) return refuseUnknown(world, 'qr')
  const { route } = invoice
  return route === undefined ? refuse('Address not found') : succeed({ image: qrImage(route.address) })
}

const markable: readonly string[] = ['wrong_amount_waiting', 'wrong_amount']

/**
 * Answers `payments.markAsPaid`: queues the request, as documented. It is carried out the next time that the clock is
 * advanced, by however little, so that nobody can mistake the answer for the deed.
 */
export function markAsPaid(world: World, named: RecordRef): Answer {
  const notFound = refuseUnknown(world, 'markAsPaid', 422)
  const found = findRecord(world.invoices, named, notFound)
  if ('answer' in found) return found.answer
  const { record } = found
  if (!markable.includes(record.status)) return notFound
  const marked: Invoice = { ...record, marksAt: world.clock.now }
  world.invoices.amend(marked)
  planInvoice(world, marked)
  return succeed({ success: true, message: 'The request has been accepted and queued for processing.' })
}

// A refund that failed can be tried again.
const refundable: readonly string[] = ['paid', 'paid_over', 'wrong_amount', 'refund_fail']

/**
 * Answers `payments.refund`: takes what was paid, or the part that is named, from the merchant and sends it on its way back.
 */
export function refundInvoice(world: World, params: RefundPaymentParams): Answer {
  const { uuid, order_id, is_subtract: fromBalance } = params
  // Here `uuid` wins, unlike where invoices are read.
  const named = uuid === undefined ? { order_id } : { uuid }
  const found = findRecord(world.invoices, named, refuseUnknown(world, 'refund', 422))
  if ('answer' in found) return found.answer
  const { route, paid, status, money } = found.record
  if (route === undefined || money !== 'credited' || !refundable.includes(status)) {
    return refuse('Refunds are made only for completed payments')
  }
  const { currency } = route
  const part = params.amount === undefined ? paid : toUnits(params.amount)
  const fee = percentOf(part, feePercent)
  const debited = fromBalance ? part + fee : part
  if (part > paid) return refuse('The refund amount should not be more than the amount paid')
  if (world.ledger.balanceOf('merchant', currency) < debited) return refusePoor(world)
  const refund = { currency, debited, fee, endsAt: world.clock.now + world.wire.refundMs }
  const refunding = moveMoney(world, { ...found.record, refund, marksAt: undefined }, 'refunding')
  // It stays final: no longer being payable is what that means.
  updateInvoice(world, { ...refunding, status: 'refund_process' })
  const details = { commission: toFixed(fee), amount: toFixed(debited - fee), address: params.address }
  return succeed(world.wire.refundResult === 'details' ? details : [])
}

/** Answers the operations of `payments`. */
export const paymentBehaviours: GroupBehaviours<'payments'> = {
  create: (world, params, { payUrl }) => createInvoice(world, params, payUrl),
  get: (world, params, { payUrl, isStale }) => {
    const found = findRecord(world.invoices, params, refuseUnknown(world, 'payment'), isStale)
    return 'answer' in found ? found.answer : succeed(renderInvoice(world, found.record, payUrl))
  },
  list: (world, params, { payUrl, isStale }) => {
    const page = world.invoices.page(params, isStale)
    return succeed({ ...page, items: page.items.map((invoice) => renderInvoice(world, invoice, payUrl)) })
  },
  refund: refundInvoice,
  resendWebhook,
  markAsPaid,
  createQr: invoiceQr,
  listServices: (world) => listServices(world, world.gateway.id === 'heleket'),
}
