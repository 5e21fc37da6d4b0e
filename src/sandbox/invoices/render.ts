import type { Payment } from '../../operations/payments/payment.ts'
import { toGatewayTime } from '../world/gateway-time.ts'
import { convert, feePercent } from '../world/market.ts'
import { percentOf, toFixed, toUnits } from '../world/units.ts'
import type { Invoice } from './invoice.ts'
import { discountPercent } from './route.ts'

/** What the merchant gets of a payment and what the gateway keeps. */
export function splitPayment({ paid, params }: Pick<Invoice, 'paid' | 'params'>) {
  // What the payer bears of the fee comes on top of what the fee is taken of.
  const withFee = 10_000n + BigInt(feePercent * (params.subtract ?? 0))
  const fee = percentOf((paid * 10_000n) / withFee, feePercent)
  return { fee, net: paid - fee }
}

/** What all answers and webhooks about an invoice have in common. */
export function describeInvoice(invoice: Invoice) {
  const { params, route, paid } = invoice
  const { fee, net } = splitPayment({ params, paid: paid === 0n ? (route?.due ?? 0n) : paid })
  const discount = percentOf(toUnits(params.amount), discountPercent(params))
  return {
    payment_amount: paid === 0n ? null : toFixed(paid),
    payment_amount_usd: route === undefined ? null : toFixed(convert(paid, route.currency, 'USD'), 2),
    payer_amount: route === undefined ? null : toFixed(route.due),
    payer_currency: route?.currency ?? null,
    merchant_amount: route === undefined ? null : toFixed(net),
    commission: route === undefined ? null : toFixed(fee),
    network: route?.network ?? null,
    discount: toFixed(discount),
    from: invoice.from ?? null,
    additional_data: params.additional_data ?? null,
  }
}

/** Shows an invoice as the gateway answers it. */
export function renderInvoice(invoice: Invoice, payUrl: string): Payment {
  const { uuid, params, status, isFinal, route } = invoice
  const shared = describeInvoice(invoice)
  return {
    uuid,
    order_id: params.order_id,
    amount: params.amount,
    payment_amount: shared.payment_amount,
    payment_amount_usd: shared.payment_amount_usd,
    payer_amount: shared.payer_amount,
    discount_percent: params.discount_percent ?? null,
    discount: shared.discount,
    payer_currency: shared.payer_currency,
    currency: params.currency,
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
  }
}

/** The body of a webhook about an invoice, its members in the documented order and `txid` absent until there is one. */
export function invoiceWebhook(invoice: Invoice): object {
  const { uuid, params, status, isFinal, txid, walletUuid } = invoice
  const shared = describeInvoice(invoice)
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
    payer_amount_exchange_rate: null,
    additional_data: shared.additional_data,
    transfer_id: null,
    ...(txid === undefined ? {} : { txid }),
  }
}
