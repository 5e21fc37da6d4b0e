import { toFixed, toUnits } from '../world/units.ts'
import type { Invoice } from './invoice.ts'
import { describeInvoice } from './render.ts'

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
