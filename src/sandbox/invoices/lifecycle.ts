import type { PayOptions } from '../types.ts'
import { queueWebhook } from '../webhooks.ts'
import { refuseInput } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import { percentOf, readUnits, toShortest, type Units } from '../world/units.ts'
import type { Invoice, PaymentRoute, Refund } from './invoice.ts'
import { invoiceWebhook, splitPayment } from './render.ts'
import { chooseRoute, planRoute, type Wish } from './route.ts'

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

/** Where an invoice stands once the chain has confirmed what was paid. */
function judge({ params, paid }: Invoice, { due }: PaymentRoute): Pick<Invoice, 'status' | 'isFinal'> {
  const enough = due - percentOf(due, params.accuracy_payment_percent ?? 0)
  if (paid > due) return { status: 'paid_over', isFinal: true }
  if (paid >= enough) return { status: 'paid', isFinal: true }
  const mayTopUp = params.is_payment_multiple ?? true
  return mayTopUp ? { status: 'wrong_amount_waiting', isFinal: false } : { status: 'wrong_amount', isFinal: true }
}

/** Credits the merchant with what an invoice holds, less the fee. */
function credit(world: World, invoice: Invoice, currency: string): void {
  const { fee, net } = splitPayment(invoice)
  world.ledger.move('held', 'merchant', currency, net)
  world.ledger.move('held', 'fees', currency, fee)
}

/** Takes note that the chain has confirmed what was paid. */
export function confirmInvoice(world: World, invoice: Invoice): void {
  if (invoice.route === undefined) return
  const verdict = judge(invoice, invoice.route)
  // A request to count it as paid has nothing left to do once it is final.
  const marksAt = verdict.isFinal ? undefined : invoice.marksAt
  const updated = updateInvoice(world, { ...invoice, ...verdict, marksAt, confirmsAt: undefined })
  if (updated.isFinal) credit(world, updated, invoice.route.currency)
}

/** Ends a refund: the money arrives, less what the gateway keeps. */
export function endRefund(world: World, invoice: Invoice, { currency, debited, fee }: Refund): void {
  world.ledger.move('held', 'outside', currency, debited - fee)
  world.ledger.move('held', 'fees', currency, fee)
  updateInvoice(world, { ...invoice, status: 'refund_paid', refund: undefined })
}

/** Ends an invoice whose time is up: what was underpaid is credited all the same. */
export function expireInvoice(world: World, invoice: Invoice): void {
  if (invoice.route === undefined || invoice.paid === 0n) {
    updateInvoice(world, { ...invoice, status: 'cancel', isFinal: true })
    return
  }
  const ended = updateInvoice(world, { ...invoice, status: 'wrong_amount', isFinal: true })
  credit(world, ended, invoice.route.currency)
}

/** What is still missing of an invoice, in the currency that it is paid in, or would be if the payer chose nothing. */
export function owedOn(world: World, uuid: string): string | undefined {
  const invoice = world.invoices.get(uuid)
  const route = invoice && (invoice.route ?? planRoute(invoice.params))
  return route && toShortest(route.due - invoice.paid)
}

/** An invoice of which is known how it is paid. */
type Routed = Invoice & { readonly route: PaymentRoute }

/** Takes in what a payer sends: it counts at once, or when the chain has confirmed it. */
export function receivePayment(world: World, invoice: Routed, units: Units, txid: string | undefined): void {
  const { ledger, clock, wire, random } = world
  ledger.move('outside', 'held', invoice.route.currency, units)
  const confirmsAt = clock.now + wire.confirmationMs
  const paid: Invoice = {
    ...invoice,
    paid: invoice.paid + units,
    from: `sandbox-payer-${random.hex(16)}`,
    txid: txid ?? random.hex(64),
    confirmsAt,
  }
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
export function payInvoice(world: World, uuid: string, { amount, currency, network, txid }: PayOptions): void {
  const invoice = world.invoices.get(uuid) ?? refuseInput('uuid', 'names no invoice of this sandbox')
  if (invoice.isFinal) refuseInput('uuid', `names an invoice that is final: ${invoice.status}`)
  const route = routeFor(world, invoice, { currency, network })
  const units = readAmount(amount, route.due - invoice.paid)
  receivePayment(world, { ...invoice, route }, units, txid)
}

/** Counts an underpaid invoice as paid; what was paid is credited, unless that has happened. */
export function settleMark(world: World, invoice: Invoice): void {
  // A payment that was marked by hand has no txid, as documented for its webhook.
  const paid: Invoice = { ...invoice, status: 'paid', isFinal: true, txid: undefined, marksAt: undefined }
  const updated = updateInvoice(world, paid)
  if (!invoice.isFinal && invoice.route !== undefined) credit(world, updated, invoice.route.currency)
}
