import type { PayOptions } from '../types.ts'
import { readUnits } from '../world/read-units.ts'
import { refuseInput } from '../world/refuse-input.ts'
import type { World } from '../world/types.ts'
import type { Units } from '../world/units.ts'
import { chooseRoute } from './choose-route.ts'
import type { Invoice, PaymentRoute } from './invoice.ts'
import { receivePayment } from './receive-payment.ts'
import type { Wish } from './route.ts'

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
