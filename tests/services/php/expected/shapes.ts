import type { GatewayId } from '../../../../src/env.ts'
import { accepted, invalid, refused, status404or422 } from './answers.ts'
import { all, anything, decimal, flag, listOf, maybe, text, time, uuid, type Wanted, whole } from './matching.ts'

/** Every field of an invoice that documentation or captures show. */
export const invoice: Wanted = {
  uuid,
  order_id: text,
  amount: decimal,
  payment_amount: maybe(decimal),
  payment_amount_usd: maybe(decimal),
  payer_amount: maybe(decimal),
  payer_amount_exchange_rate: maybe(decimal),
  discount_percent: maybe(whole),
  discount: decimal,
  payer_currency: maybe(text),
  currency: text,
  comments: maybe(text),
  merchant_amount: maybe(decimal),
  network: maybe(text),
  address: maybe(text),
  from: maybe(text),
  txid: maybe(text),
  payment_status: text,
  url: /^https?:\/\/.+\/pay\/[\da-f-]{36}$/,
  expired_at: whole,
  status: text,
  is_final: flag,
  additional_data: maybe(text),
  created_at: time,
  updated_at: time,
}

/** An invoice with these fields. */
export const anInvoice = (fields: { readonly [name: string]: Wanted }) => accepted(all(invoice, fields))
export const unknownPayment = refused(
  /^(Payment not found\.?|No query results for model \[App\\Models\\MerchantPayment\]\.)$/,
  status404or422,
)

/** A page of a list, with what each item has to be. */
export const page = (item: Wanted, more: { readonly [name: string]: Wanted } = {}) =>
  accepted({
    items: listOf(item),
    paginate: { count: whole, hasPages: flag, nextCursor: maybe(text), previousCursor: maybe(text), perPage: 15 },
    ...more,
  })
export const emptyPage = accepted({
  items: [],
  paginate: { count: 0, hasPages: false, nextCursor: null, previousCursor: null, perPage: 15 },
})
export const badDate = invalid({ date_from: ['validation.regex'] })

/** Services, which the gateways spell differently. */
export const services = (network: RegExp, gateway: GatewayId) =>
  accepted(
    listOf({
      network,
      currency: /^[A-Z]+$/,
      is_available: flag,
      is_enabled: gateway === 'heleket' ? flag : anything,
      limit: { min_amount: decimal, max_amount: decimal },
      commission: { fee_amount: decimal, percent: decimal },
    }),
  )
