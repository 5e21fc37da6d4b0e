import type { PayOptions, SetStatusOptions } from '../types.ts'
import { refuseInput, requireOptions } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import { percentOf, readUnits, toShortest, type Units } from '../world/units.ts'
import { queueWebhook } from '../world/webhook.ts'
import { bookStatus, moveMoney } from './booking.ts'
import { type Invoice, lifetimeOf, type PaymentRoute } from './invoice.ts'
import { invoiceWebhook } from './render.ts'
import { chooseRoute, planRoute, type Wish } from './route.ts'

const waitsForPayer: readonly string[] = ['check', 'wrong_amount_waiting']

/** When something happens to an invoice by itself. What is on its way is waited for, even past the invoice's time. */
const timeOf = ({ confirmsAt, marksAt, refund, money, status, isFinal, expiresAt }: Invoice): number => {
  if (confirmsAt !== undefined) return confirmsAt
  if (marksAt !== undefined) return marksAt
  if (refund !== undefined && money === 'refunding') return refund.endsAt
  return waitsForPayer.includes(status) && !isFinal ? expiresAt : Number.POSITIVE_INFINITY
}

/** Lets happen what an invoice waits for. */
function runDue(world: World, uuid: string, at: number): void {
  const invoice = world.invoices.get(uuid)
  // It may have moved on since this was planned.
  if (invoice === undefined || timeOf(invoice) !== at) return
  if (invoice.confirmsAt !== undefined) confirmInvoice(world, invoice)
  else if (invoice.marksAt !== undefined) settleMark(world, invoice)
  else if (invoice.money === 'refunding') endRefund(world, invoice)
  else expireInvoice(world, invoice)
}

/** Plans what will happen to an invoice by itself. */
export function planInvoice(world: World, invoice: Invoice, at = timeOf(invoice)): void {
  const { uuid } = invoice
  world.due.add({ at, about: uuid, run: () => runDue(world, uuid, at) })
}

/** Puts an invoice in the place of its old state, and tells the merchant when its status changed or more was paid. */
export function updateInvoice(world: World, invoice: Invoice): Invoice {
  const before = world.invoices.get(invoice.uuid)
  const updated: Invoice = { ...invoice, updatedAt: world.clock.now }
  world.invoices.set(updated)
  planInvoice(world, updated)
  const { status, paid, isFinal } = updated
  if (status !== before?.status || paid !== before.paid || isFinal !== before.isFinal) {
    queueWebhook(world, updated, () => invoiceWebhook(world, updated), 'payment')
  }
  return updated
}

/** Where an invoice stands once the chain has confirmed what was paid. */
function judge({ params, paid }: Invoice, { due }: PaymentRoute): Pick<Invoice, 'status' | 'isFinal'> {
  const enough = due - percentOf(due, params.accuracy_payment_percent ?? 0)
  if (paid > due) return { status: 'paid_over', isFinal: true }
  if (paid >= enough) return { status: 'paid', isFinal: true }
  const mayTopUp = params.is_payment_multiple ?? true
  return mayTopUp ? { status: 'wrong_amount_waiting', isFinal: false } : { status: 'wrong_amount', isFinal: true }
}

/** Takes note that the chain has confirmed what was paid. */
function confirmInvoice(world: World, invoice: Invoice): void {
  if (invoice.route === undefined) return
  const verdict = judge(invoice, invoice.route)
  const confirmed = verdict.isFinal ? moveMoney(world, invoice, 'credited') : invoice
  // A request to count it as paid has nothing left to do once it is final.
  const marksAt = verdict.isFinal ? undefined : invoice.marksAt
  updateInvoice(world, { ...confirmed, ...verdict, marksAt, confirmsAt: undefined })
}

/** Ends a refund: the money arrives, less what the gateway keeps. */
function endRefund(world: World, invoice: Invoice): void {
  updateInvoice(world, { ...moveMoney(world, invoice, 'refunded'), status: 'refund_paid' })
}

/** Ends an invoice whose time is up: what was underpaid is credited all the same. */
function expireInvoice(world: World, invoice: Invoice): void {
  if (invoice.paid === 0n) updateInvoice(world, { ...invoice, status: 'cancel', isFinal: true })
  else updateInvoice(world, { ...moveMoney(world, invoice, 'credited'), status: 'wrong_amount', isFinal: true })
}

/** Counts an underpaid invoice as paid; what was paid is credited, unless that has happened. */
function settleMark(world: World, invoice: Invoice): void {
  // A payment that was marked by hand has no txid, as documented for its webhook.
  const paid: Invoice = { ...invoice, status: 'paid', isFinal: true, txid: undefined, marksAt: undefined }
  updateInvoice(world, moveMoney(world, paid, 'credited'))
}

/** What is still missing of an invoice, in the currency that it is paid in, or would be if the payer chose nothing. */
export function owedOn(world: World, uuid: string): string | undefined {
  const invoice = world.invoices.get(uuid)
  const route = invoice && (invoice.route ?? planRoute(world, invoice.params))
  return route && toShortest(route.due - invoice.paid)
}

/** Makes up who paid, and with which transaction. */
const payer = ({ random }: World, txid?: string) => ({
  from: `sandbox-payer-${random.hex(16)}`,
  txid: txid ?? random.hex(64),
})

/** An invoice of which is known how it is paid. */
type Routed = Invoice & { readonly route: PaymentRoute }

/** Takes in what a payer sends: it counts at once, or when the chain has confirmed it. */
export function receivePayment(world: World, invoice: Routed, units: Units, txid: string | undefined): void {
  const { ledger, clock, wire } = world
  ledger.move('outside', 'held', invoice.route.currency, units)
  const confirmsAt = clock.now + wire.confirmationMs
  const paid: Invoice = { ...invoice, paid: invoice.paid + units, ...payer(world, txid), confirmsAt }
  if (confirmsAt <= clock.now) confirmInvoice(world, paid)
  else updateInvoice(world, { ...paid, status: 'confirm_check' })
}

function readAmount(amount: string | undefined, missing: Units): Units {
  if (amount === undefined && missing <= 0n) refuseInput('amount', 'must be given, because nothing is missing')
  return amount === undefined ? missing : readUnits(amount)
}

/** How the payer pays: as the invoice says, or as the payer wishes where it leaves the choice. */
function routeFor(world: World, { params, route }: Invoice, wish: Wish): PaymentRoute {
  const { currency, network } = wish
  const fits =
    route === undefined ||
    ((currency ?? route.currency).toUpperCase() === route.currency &&
      (network ?? route.network).toLowerCase() === route.network)
  const chosen = fits ? (route ?? chooseRoute(world, params, wish)) : undefined
  return chosen ?? refuseInput('currency', 'and network must be ones that the invoice allows')
}

/** Pays an invoice, wholly or in part, as a payer would. */
export function payInvoice(world: World, uuid: string, options: PayOptions): void {
  const texts = ['currency', 'network', 'txid'] as const
  const { amount, currency, network, txid } = requireOptions(options, ['amount', ...texts], texts)
  const invoice = world.invoices.get(uuid) ?? refuseInput('uuid', 'names no invoice of this sandbox')
  if (invoice.isFinal) refuseInput('uuid', `names an invoice that is final: ${invoice.status}`)
  // Only a status that was set by hand leaves such an invoice open.
  if (invoice.money !== 'held') refuseInput('uuid', `names an invoice that has been credited: ${invoice.status}`)
  const route = routeFor(world, invoice, { currency, network })
  const units = readAmount(amount, route.due - invoice.paid)
  receivePayment(world, { ...invoice, route }, units, txid)
}

/** Puts an invoice into a status, books what that implies and tells the merchant. */
export function setInvoiceStatus(
  world: World,
  invoice: Invoice,
  status: string,
  { isFinal, failReason }: SetStatusOptions,
): void {
  if (failReason !== undefined) refuseInput('failReason', 'is for payouts: webhooks about payments have none')
  const route = invoice.route ?? chooseRoute(world, invoice.params)
  const booked = bookStatus(world, { ...invoice, route }, status)
  const isPaid = booked.paid > 0n
  const { params, expiresAt } = invoice
  const { now } = world.clock
  const isOver = expiresAt <= now && waitsForPayer.includes(status)
  const paidBy = isPaid ? (invoice.from === undefined ? payer(world) : {}) : { from: undefined, txid: undefined }
  // Nothing happens to it by itself any more, except what waits for a payer.
  const idle = { confirmsAt: undefined, marksAt: undefined }
  updateInvoice(world, {
    ...booked,
    ...paidBy,
    ...idle,
    // A choice that only money could have made is not made.
    route: isPaid ? booked.route : invoice.route,
    expiresAt: isOver ? now + lifetimeOf(params) : expiresAt,
    isFinal: isFinal ?? booked.isFinal,
  })
}
