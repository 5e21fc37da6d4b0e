import type { Payment } from '../../operations/payments/payment.ts'
import { toGatewayTime } from '../world/gateway-time.ts'
import { qrImage } from '../world/qr-image.ts'
import type { World } from '../world/types.ts'
import { one, percentOf, toFixed, toUnits } from '../world/units.ts'
import { splitPayment } from './booking.ts'
import type { Invoice, PaymentRoute } from './invoice.ts'
import { discountPercent } from './route.ts'

/** How much of the invoice's currency one unit of the payer's is worth. */
function rateOf({ market }: World, currency: string, route: PaymentRoute): string {
  return toFixed(market.convert(one, route.currency, currency))
}

/** What all answers and webhooks about an invoice have in common. */
export function describeInvoice(world: World, invoice: Invoice) {
  const { params, route, paid } = invoice
  const { fee, net } = splitPayment({ params, paid: paid === 0n ? (route?.due ?? 0n) : paid })
  const discount = percentOf(toUnits(params.amount), discountPercent(world, params))
  return {
    payment_amount: paid === 0n ? null : toFixed(paid),
    payment_amount_usd:
      route === undefined || paid === 0n ? null : toFixed(world.market.convert(paid, route.currency, 'USD'), 2),
    payer_amount: route === undefined ? null : toFixed(route.due),
    payer_amount_exchange_rate: route === undefined ? null : rateOf(world, params.currency, route),
    payer_currency: route?.currency ?? null,
    merchant_amount: route === undefined ? null : toFixed(net),
    commission: route === undefined ? null : toFixed(fee),
    network: route?.network ?? null,
    discount: toFixed(discount),
    from: invoice.from ?? null,
    additional_data: params.additional_data ?? null,
  }
}

/** Writes an amount as captured answers do: with two places where they are enough, and with eight otherwise. */
export function toShown(amount: string): string {
  const units = toUnits(amount)
  return toFixed(units, units % 1_000_000n === 0n ? 2 : 8)
}

/** Shows an invoice as the gateway answers it. */
export function renderInvoice(world: World, invoice: Invoice, payUrl: string): Payment {
  const { uuid, params, status, isFinal, route } = invoice
  const shared = describeInvoice(world, invoice)
  const qr = world.gateway.id === 'heleket' && route !== undefined ? { address_qr_code: qrImage(route.address) } : {}
  return {
    uuid,
    order_id: params.order_id,
    amount: toShown(params.amount),
    payment_amount: shared.payment_amount,
    payment_amount_usd: shared.payment_amount_usd,
    payer_amount: shared.payer_amount,
    payer_amount_exchange_rate: shared.payer_amount_exchange_rate,
    discount_percent: params.discount_percent ?? null,
    discount: shared.discount,
    payer_currency: shared.payer_currency,
    currency: params.currency,
    comments: null,
    merchant_amount: shared.merchant_amount,
    network: shared.network,
    address: route?.address ?? null,
    from: shared.from,
    txid: invoice.txid ?? null,
    payment_status: status,
    url: `${payUrl}/pay/${uuid}`,
    expired_at: Math.floor(invoice.expiresAt / 1000),
    status,
    is_final: isFinal,
    additional_data: shared.additional_data,
    created_at: toGatewayTime(invoice.createdAt),
    updated_at: toGatewayTime(invoice.updatedAt),
    commission: shared.commission,
    ...qr,
  }
}

/** The body of a webhook about an invoice, its members in the documented order and `txid` absent until there is one. */
export function invoiceWebhook(world: World, invoice: Invoice): object {
  const { uuid, params, status, isFinal, txid, walletUuid } = invoice
  const shared = describeInvoice(world, invoice)
  return {
    type: walletUuid === undefined ? 'payment' : 'wallet',
    uuid,
    order_id: params.order_id,
    amount: toFixed(toUnits(params.amount)),
    payment_amount: shared.payment_amount,
    payment_amount_usd: shared.payment_amount_usd ?? '0.00',
    merchant_amount: shared.merchant_amount,
    commission: shared.commission,
    is_final: isFinal,
    status,
    from: shared.from,
    wallet_address_uuid: walletUuid ?? null,
    network: shared.network,
    currency: params.currency,
    payer_currency: shared.payer_currency,
    payer_amount: shared.payer_amount,
    payer_amount_exchange_rate: shared.payer_amount_exchange_rate,
    additional_data: shared.additional_data,
    transfer_id: null,
    ...(txid === undefined ? {} : { txid }),
  }
}
