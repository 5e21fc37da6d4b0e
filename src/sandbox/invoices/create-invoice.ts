import type { CreatePaymentParams } from '../../operations/payments/create-payment.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { coins, convert, isCrypto, isCurrency, leastOf, mostOf, networksFor } from '../world/market.ts'
import { findByOrderId, refuseTaken } from '../world/records.ts'
import type { World } from '../world/types.ts'
import { toShortest, toUnits } from '../world/units.ts'
import type { Invoice } from './invoice.ts'
import { renderInvoice } from './render.ts'
import { chooseRoute, fixedCoin, isDecided, newAddress } from './route.ts'

const defaultLifetimeSeconds = 3600

/** What the gateway would say against an invoice, in its own words. */
function findFault(params: CreatePaymentParams): string | undefined {
  const { amount, currency, network, to_currency: target } = params
  if (!isCurrency(currency)) return 'The currency was not found'
  if (target !== undefined && !isCrypto(target)) return 'Not found service to_currency'
  const coin = fixedCoin(params)
  const networks = (coin === undefined ? coins : [coin]).flatMap(networksFor)
  if (network !== undefined && !networks.includes(network.toLowerCase())) return 'The network was not found'
  const unit = coin ?? 'USDT'
  const worth = convert(toUnits(amount), currency, unit)
  if (worth < leastOf(unit)) return `Minimum amount ${toShortest(leastOf(unit))} ${unit}`
  if (worth > mostOf(unit)) return `Maximum amount ${toShortest(mostOf(unit))} ${unit}`
  return undefined
}

/** A new lifetime and a new address for an expired invoice; nothing else of it changes. */
function refresh(world: World, invoice: Invoice): Invoice {
  const { params, route } = invoice
  const lifetimeMs = (params.lifetime ?? defaultLifetimeSeconds) * 1000
  const refreshed: Invoice = {
    ...invoice,
    status: 'check',
    isFinal: false,
    route: route && { ...route, address: newAddress(world, route.network) },
    expiresAt: world.clock.now + lifetimeMs,
    updatedAt: world.clock.now,
  }
  world.invoices.set(invoice.uuid, refreshed)
  return refreshed
}

function open(world: World, params: CreatePaymentParams): Invoice {
  const { now } = world.clock
  const invoice: Invoice = {
    uuid: world.random.uuid(),
    params,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + (params.lifetime ?? defaultLifetimeSeconds) * 1000,
    status: 'check',
    isFinal: false,
    route: isDecided(params) ? chooseRoute(world, params) : undefined,
    paid: 0n,
  }
  world.invoices.set(invoice.uuid, invoice)
  return invoice
}

/** Answers `payments.create`: a known `order_id` gets the invoice that exists, whatever else was passed. */
export function createInvoice(world: World, params: CreatePaymentParams, payUrl: string): Answer {
  const existing = findByOrderId(world.invoices, params.order_id)
  if (existing !== undefined) {
    const isExpired = existing.status === 'cancel'
    return succeed(renderInvoice(params.is_refresh && isExpired ? refresh(world, existing) : existing, payUrl))
  }
  const taken = refuseTaken(world, 'invoices', params.order_id)
  if (taken !== undefined) return taken
  const fault = findFault(params)
  return fault === undefined ? succeed(renderInvoice(open(world, params), payUrl)) : refuse(fault)
}
