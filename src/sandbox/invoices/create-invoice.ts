import type { CreatePaymentParams } from '../../operations/payments/create-payment.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { refuseTaken } from '../world/lookup.ts'
import type { World } from '../world/types.ts'
import { toUnits } from '../world/units.ts'
import { limitComplaint } from '../world/words.ts'
import { type Invoice, lifetimeOf } from './invoice.ts'
import { planInvoice } from './lifecycle.ts'
import { renderInvoice } from './render.ts'
import { chooseRoute, fixedCoin, isDecided, newAddress } from './route.ts'

/** What the gateway would say against an invoice, in its own words. */
function findFault(world: World, params: CreatePaymentParams): string | undefined {
  const { coins, convert, isCrypto, isCurrency, networksFor } = world.market
  const { amount, currency, network, to_currency: target } = params
  if (!isCurrency(currency)) return 'The currency was not found'
  if (target !== undefined && !isCrypto(target)) return 'Not found service to_currency'
  const coin = fixedCoin(world, params)
  const networks = (coin === undefined ? coins : [coin]).flatMap(networksFor)
  if (network !== undefined && !networks.includes(network.toLowerCase())) return 'The network was not found'
  const unit = coin ?? 'USDT'
  return limitComplaint(world, convert(toUnits(amount), currency, unit), unit)
}

/** A new lifetime and a new address for an expired invoice; nothing else of it changes. */
function refresh(world: World, invoice: Invoice): Invoice {
  const { params, route } = invoice
  const refreshed: Invoice = {
    ...invoice,
    status: 'check',
    isFinal: false,
    route: route && { ...route, address: newAddress(world, route.network) },
    expiresAt: world.clock.now + lifetimeOf(params),
    updatedAt: world.clock.now,
  }
  world.invoices.set(refreshed)
  planInvoice(world, refreshed)
  return refreshed
}

function open(world: World, params: CreatePaymentParams): Invoice {
  const { now } = world.clock
  const invoice: Invoice = {
    uuid: world.random.uuid(),
    params,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + lifetimeOf(params),
    status: 'check',
    isFinal: false,
    route: isDecided(world, params) ? chooseRoute(world, params) : undefined,
    paid: 0n,
    money: 'held',
  }
  world.invoices.set(invoice)
  planInvoice(world, invoice)
  return invoice
}

/** Answers `payments.create`: a known `order_id` gets the invoice that exists, whatever else was passed. */
export function createInvoice(world: World, params: CreatePaymentParams, payUrl: string): Answer {
  const existing = world.invoices.findByOrderId(params.order_id)
  if (existing !== undefined) {
    const isExpired = existing.status === 'cancel'
    return succeed(renderInvoice(world, params.is_refresh && isExpired ? refresh(world, existing) : existing, payUrl))
  }
  const taken = refuseTaken(world, 'invoices', params.order_id)
  if (taken !== undefined) return taken
  const fault = findFault(world, params)
  return fault === undefined ? succeed(renderInvoice(world, open(world, params), payUrl)) : refuse(fault)
}
