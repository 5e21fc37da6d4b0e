import type { PayOptions } from '../types.ts'
import { refuseInput } from '../world/refuse-input.ts'
import type { Invoice, PaymentRoute, World } from '../world/types.ts'
import { percentOf, toUnits, type Units } from '../world/units.ts'
import { chooseRoute } from './choose-route.ts'
import type { Wish } from './plan-route.ts'
import { splitPayment } from './render-invoice.ts'
import { updateInvoice } from './update-invoice.ts'

/** Where an invoice stands once the chain has confirmed what was paid. */
function judge({ params, paid }: Invoice, { due }: PaymentRoute): Pick<Invoice, 'status' | 'isFinal'> {
  const enough = due - percentOf(due, params.accuracy_payment_percent ?? 0)
  if (paid > due) return { status: 'paid_over', isFinal: true }
  if (paid >= enough) return { status: 'paid', isFinal: true }
  const mayTopUp = params.is_payment_multiple ?? true
  return mayTopUp ? { status: 'wrong_amount_waiting', isFinal: false } : { status: 'wrong_amount', isFinal: true }
}

/** Credits the merchant with what an invoice holds, less the fee. */
export function credit(world: World, invoice: Invoice, currency: string): void {
  const { fee, net } = splitPayment(invoice)
  world.ledger.move('held', 'merchant', currency, net)
  world.ledger.move('held', 'fees', currency, fee)
}

/** Takes note that the chain has confirmed what was paid. */
export function confirmInvoice(world: World, invoice: Invoice): void {
  if (invoice.route === undefined) return
  const verdict = judge(invoice, invoice.route)
  const updated = updateInvoice(world, { ...invoice, ...verdict, confirmsAt: undefined })
  if (updated.isFinal) credit(world, updated, invoice.route.currency)
}

function readAmount(amount: string | undefined, missing: Units): Units {
  if (amount === undefined && missing <= 0n) refuseInput('amount', 'must be given, because nothing is missing')
  const units = amount === undefined ? missing : toUnits(amount)
  return units > 0n ? units : refuseInput('amount', 'must be above zero')
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
  world.ledger.move('outside', 'held', route.currency, units)
  const confirmsAt = world.clock.now + world.wire.confirmationMs
  const paid: Invoice = {
    ...invoice,
    route,
    paid: invoice.paid + units,
    from: `sandbox-payer-${world.random.hex(16)}`,
    txid: txid ?? world.random.hex(64),
    confirmsAt,
  }
  if (confirmsAt <= world.clock.now) confirmInvoice(world, paid)
  else updateInvoice(world, { ...paid, status: 'confirm_check' })
}
