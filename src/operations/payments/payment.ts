import { count, flag, identifier, looseObjectOf, money, objectOf, text } from '../../schema/result-fields.ts'
import type { PaymentStatus } from '../../status/status.ts'

/** What the gateway converted a payment into, when auto-convert is on. */
export interface Conversion {
  /** Currency that was converted into: `USDT`. */
  readonly to_currency: string
  /** Fee of the conversion. */
  readonly commission?: string | null | undefined
  /** Rate that was used. */
  readonly rate: string
  /** Amount after the conversion, in `to_currency`. */
  readonly amount: string
}

/** An invoice, as the gateway holds it. Fields that this version does not know are kept. */
export interface Payment {
  /** The gateway's id of the invoice. */
  readonly uuid: string
  /** Your id of it. */
  readonly order_id: string
  /** Amount of the invoice, in `currency`. */
  readonly amount: string
  /** What was paid so far, in `payer_currency`; `null` before anything was. */
  readonly payment_amount: string | null
  /** What was paid so far, in US dollars. */
  readonly payment_amount_usd?: string | null | undefined
  /** What the payer has to pay, in `payer_currency`, discount included; `null` until a currency is chosen. */
  readonly payer_amount: string | null
  /** Rate between `currency` and `payer_currency`. */
  readonly payer_amount_exchange_rate?: string | null | undefined
  /** Discount (above zero) or surcharge (below zero) in percent. */
  readonly discount_percent: number | null
  /** Discount as an amount; below zero for a surcharge. */
  readonly discount: string
  /** Currency that the payer pays in; `null` until one is chosen. */
  readonly payer_currency: string | null
  /** Currency of the invoice. */
  readonly currency: string
  /** Remarks of the gateway. */
  readonly comments?: string | null | undefined
  /** What is credited to you after fees; `null` until `payer_currency` is known. */
  readonly merchant_amount: string | null
  /** Network to pay on; `null` until one is chosen. */
  readonly network: string | null
  /** Address to pay to; `null` until currency and network are chosen. */
  readonly address: string | null
  /** Address that paid. */
  readonly from: string | null
  /** Hash of the transaction. Legally absent even when paid. */
  readonly txid: string | null
  /** Where the payment stands. Only `paid` and `paid_over` are money received in full. */
  readonly payment_status: PaymentStatus
  /** Page where the payer pays. */
  readonly url: string
  /** When the invoice expires, in seconds since 1970. */
  readonly expired_at: number
  /** As `payment_status` in all documented answers; prefer that. */
  readonly status: PaymentStatus
  /** Whether the invoice can no longer be paid. */
  readonly is_final: boolean
  /** The note that you gave it. */
  readonly additional_data: string | null
  /** When it was created: ISO 8601 with the offset +03:00. */
  readonly created_at: string
  /** When it changed last: ISO 8601 with the offset +03:00. */
  readonly updated_at: string
  /** The gateway's fee. */
  readonly commission?: string | null | undefined
  /** QR code of the address, as a data URI. */
  readonly address_qr_code?: string | null | undefined
  /** Set when auto-convert is on. */
  readonly convert?: Conversion | null | undefined
}

/** How an invoice is read. */
export const paymentReader = /* @__PURE__ */ objectOf<Payment>({
  uuid: identifier,
  order_id: text,
  amount: money,
  payment_amount: money,
  payment_amount_usd: money,
  payer_amount: money,
  payer_amount_exchange_rate: money,
  discount_percent: count,
  discount: money,
  payer_currency: text,
  currency: text,
  comments: text,
  merchant_amount: money,
  network: text,
  address: text,
  from: text,
  txid: text,
  payment_status: text,
  url: text,
  expired_at: count,
  status: text,
  is_final: flag,
  additional_data: text,
  created_at: text,
  updated_at: text,
  commission: money,
  address_qr_code: text,
  convert: looseObjectOf<Conversion, Conversion | null | undefined>({
    to_currency: text,
    commission: money,
    rate: money,
    amount: money,
  }),
})
