import { count, flag, identifier, looseObjectOf, money, objectOf, text } from '../../schema/result-fields.ts'
import type { PaymentStatus } from '../../status/status.ts'

/** Conversion of a payment into another currency, made when auto-convert is on. */
export interface Conversion {
  /** Currency that the payment was converted into: `USDT`. */
  readonly to_currency: string
  /** Fee of the conversion. */
  readonly commission?: string | null | undefined
  /** Amount of `to_currency` for one unit of `payer_currency`. */
  readonly rate: string
  /** Amount that is credited to you instead of `merchant_amount`, in `to_currency`: `merchant_amount` × `rate`. */
  readonly amount: string
}

/** An invoice, as the gateway returns it. Fields that are not declared here are kept. */
export interface Payment {
  /** The gateway's id of the invoice. */
  readonly uuid: string
  /** Your own id of the invoice. */
  readonly order_id: string
  /** Invoice amount, in `currency`, before discount and fees. */
  readonly amount: string
  /** Amount paid so far, in `payer_currency`, before fees; `null` or zero before the first payment. */
  readonly payment_amount: string | null
  /** Amount paid so far, in US dollars, before fees. */
  readonly payment_amount_usd?: string | null | undefined
  /**
   * Amount that the payer has to pay, in `payer_currency`, after the discount and with the payer's share of the fee; `null`
   * until the currency is chosen.
   */
  readonly payer_amount: string | null
  /** Amount of `currency` that one unit of `payer_currency` is worth; seen in responses, but undocumented. */
  readonly payer_amount_exchange_rate?: string | null | undefined
  /** Discount as a percentage; below zero for a surcharge. */
  readonly discount_percent: number | null
  /** Discount as an amount; below zero for a surcharge. */
  readonly discount: string
  /** Currency that the payer pays in; `null` until one is chosen. */
  readonly payer_currency: string | null
  /** Currency of the invoice amount. */
  readonly currency: string
  /** Comments of the gateway. */
  readonly comments?: string | null | undefined
  /** Amount that is credited to your balance, in `payer_currency`, after fees; `null` until that currency is known. */
  readonly merchant_amount: string | null
  /** Network code to pay on; `null` until one is chosen. */
  readonly network: string | null
  /** Address to pay to; `null` until currency and network are chosen. */
  readonly address: string | null
  /** Address of the payer. */
  readonly from: string | null
  /** Hash of the transaction; may be absent even when the invoice is paid. */
  readonly txid: string | null
  /** Status of the payment. Only `paid` and `paid_over` mean that the whole amount was received. */
  readonly payment_status: PaymentStatus
  /** Page where the payer pays. */
  readonly url: string
  /** Time at which the invoice expires, in seconds since 1970-01-01T00:00:00Z. */
  readonly expired_at: number
  /** The same as `payment_status` in documented responses; prefer that. */
  readonly status: PaymentStatus
  /** `true` if the invoice can no longer be paid. */
  readonly is_final: boolean
  /** Your own note. */
  readonly additional_data: string | null
  /** Time of creation: ISO 8601 with the offset +03:00. */
  readonly created_at: string
  /** Time of the last change: ISO 8601 with the offset +03:00. */
  readonly updated_at: string
  /** The gateway's fee, in `payer_currency`. */
  readonly commission?: string | null | undefined
  /** QR code of the address, as a data URI. */
  readonly address_qr_code?: string | null | undefined
  /** Conversion into another currency; present when auto-convert is on. */
  readonly convert?: Conversion | null | undefined
}

/** Makes the reader of an invoice. */
export const paymentReader = () =>
  objectOf<Payment>({
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
