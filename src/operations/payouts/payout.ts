import { orderIdParam } from '../../schema/param-fields.ts'
import { flag, identifier, looseObjectOf, money, objectOf, text } from '../../schema/result-fields.ts'
import type { PayoutStatus } from '../../status/status.ts'

/** Creating takes up to 100 characters but reading only 32, and a payout that cannot be looked up cannot be made safe. */
export const payoutOrderIdParam = /* @__PURE__ */ orderIdParam(32, ' (a longer one could not be looked up again)')

/** What was converted to fund a payout from another balance. */
export interface PayoutConversion {
  /** Currency that was converted into. */
  readonly to_currency?: string | null | undefined
  /** Currency of the balance that paid. */
  readonly from_currency?: string | null | undefined
  /** Amount taken from that balance, in `from_currency`. */
  readonly from_amount?: string | null | undefined
  /** Rate that was used. */
  readonly rate?: string | null | undefined
  /** Fee of the conversion. */
  readonly commission?: string | null | undefined
}

/** A payout, as the gateway holds it. Fields that this version does not know are kept. */
export interface Payout {
  /** The gateway's id of the payout. */
  readonly uuid: string
  /** Your id of it. The gateway's example answers leave it out. */
  readonly order_id?: string | null | undefined
  /** Amount of the payout, in `currency`. */
  readonly amount: string
  /** Currency of the amount. */
  readonly currency: string
  /** Network that it is sent on, often in upper case. */
  readonly network: string
  /** Address that it is sent to. */
  readonly address: string
  /** Hash of the transaction; `null` until it was sent. */
  readonly txid: string | null
  /** Where the payout stands. Act on `is_final`: a `fail` without it can still be sent. */
  readonly status: PayoutStatus
  /** Whether it can no longer change. */
  readonly is_final: boolean
  /** What is left on the balance that paid for it. */
  readonly balance: string
  /** Currency that was really sent. */
  readonly payer_currency?: string | null | undefined
  /** Amount that was really sent, in `payer_currency`. */
  readonly payer_amount?: string | null | undefined
  /** The gateway's fee. */
  readonly commission?: string | null | undefined
  /** What your balance was debited, fees included. */
  readonly merchant_amount?: string | null | undefined
  /** Set when the payout was funded by a conversion. */
  readonly convert?: PayoutConversion | null | undefined
  /** When it was created: ISO 8601 with the offset +03:00. Lists have it, other answers may not. */
  readonly created_at?: string | null | undefined
  /** When it changed last: ISO 8601 with the offset +03:00. Lists have it, other answers may not. */
  readonly updated_at?: string | null | undefined
}

/** How a payout is read. */
export const payoutReader = /* @__PURE__ */ objectOf<Payout>({
  uuid: identifier,
  order_id: text,
  amount: money,
  currency: text,
  network: text,
  address: text,
  txid: text,
  status: text,
  is_final: flag,
  balance: money,
  payer_currency: text,
  payer_amount: money,
  commission: money,
  merchant_amount: money,
  convert: looseObjectOf<PayoutConversion, PayoutConversion | null | undefined>({
    to_currency: text,
    from_currency: text,
    from_amount: money,
    rate: money,
    commission: money,
  }),
  created_at: text,
  updated_at: text,
})
