import { flag, identifier, looseObjectOf, money, objectOf, text } from '../../schema/result-fields.ts'
import type { PayoutStatus } from '../../status/status.ts'

/** Conversion that funded a payout from another balance. */
export interface PayoutConversion {
  /** Currency that was converted into. */
  readonly to_currency?: string | null | undefined
  /** Currency of the balance that paid. */
  readonly from_currency?: string | null | undefined
  /** Amount taken from that balance, in `from_currency`. */
  readonly from_amount?: string | null | undefined
  /** Rate of the conversion; its direction is undocumented. */
  readonly rate?: string | null | undefined
  /** Fee of the conversion. */
  readonly commission?: string | null | undefined
}

/** A payout, as the gateway returns it. Fields that are not declared here are kept. */
export interface Payout {
  /** The gateway's id of the payout. */
  readonly uuid: string
  /** Your own id of the payout; absent from documented responses. */
  readonly order_id?: string | null | undefined
  /** Payout amount, in `currency`, as it was requested. */
  readonly amount: string
  /** Currency of the amount. */
  readonly currency: string
  /** Network that it is sent on, often in upper case. */
  readonly network: string
  /** Address that gets the money. */
  readonly address: string
  /** Hash of the transaction; `null` until it is sent. */
  readonly txid: string | null
  /** Status of the payout. Act on `is_final`: a payout that is `fail` and not final may still be sent. */
  readonly status: PayoutStatus
  /** `true` if the payout can no longer change. */
  readonly is_final: boolean
  /** Amount left on the balance that paid, in that balance's currency. */
  readonly balance: string
  /** Currency that is sent to the address. */
  readonly payer_currency?: string | null | undefined
  /** Amount of the payout in `payer_currency`. */
  readonly payer_amount?: string | null | undefined
  /** The gateway's fee. */
  readonly commission?: string | null | undefined
  /** Amount debited from your balance, fees included. */
  readonly merchant_amount?: string | null | undefined
  /** Conversion that funded the payout; present when another balance paid. */
  readonly convert?: PayoutConversion | null | undefined
  /** Time of creation: ISO 8601 with the offset +03:00; documented for lists only. */
  readonly created_at?: string | null | undefined
  /** Time of the last change: ISO 8601 with the offset +03:00; documented for lists only. */
  readonly updated_at?: string | null | undefined
}

/** Makes the reader of a payout. */
export const payoutReader = () =>
  objectOf<Payout>({
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
