import type { RefundPaymentParams } from '../../operations/payments/manage-payments.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { feePercent } from '../world/market.ts'
import { findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'
import { percentOf } from '../world/units.ts'
import { updateInvoice } from './update-invoice.ts'

const refundable: readonly string[] = ['paid', 'paid_over', 'wrong_amount']

/** Answers `payments.refund`: takes what was paid, all of it, from the merchant and sends it on its way back. */
export function refundInvoice(world: World, { uuid, order_id, is_subtract: fromBalance }: RefundPaymentParams): Answer {
  // Here `uuid` wins, unlike where invoices are read.
  const named = uuid === undefined ? { order_id } : { uuid }
  const found = findRecord(world.invoices, named, { message: 'Payment was not found', status: 422 })
  if ('answer' in found) return found.answer
  const { route, paid, status } = found.record
  if (route === undefined || !refundable.includes(status)) {
    return refuse('Refunds are made only for completed payments')
  }
  const { currency } = route
  const fee = percentOf(paid, feePercent)
  const debited = fromBalance ? paid + fee : paid
  // The words for it are documented for payouts only.
  if (world.ledger.balanceOf('merchant', currency) < debited) return refuse('Not enough funds')
  world.ledger.move('merchant', 'held', currency, debited)
  const refund = { currency, debited, fee, endsAt: world.clock.now + world.wire.refundMs }
  // It stays final: no longer being payable is what that means.
  updateInvoice(world, { ...found.record, status: 'refund_process', marksAt: undefined, refund })
  return succeed([])
}
