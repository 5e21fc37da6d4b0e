import { identity, money, record, text } from '../../schema/result-fields.ts'

/** How often a recurrence is charged. The gateway may add to these. */
export type RecurrencePeriod = 'weekly' | 'monthly' | 'three_month' | (string & {})

/** Where a recurrence stands. The gateway may add to these. */
export type RecurrenceStatus = 'wait_accept' | 'active' | 'cancel_by_merchant' | 'cancel_by_user' | (string & {})

/** A recurring payment, as the gateway holds it. */
export interface Recurrence {
  /** The gateway's id of the recurrence. */
  readonly uuid: string
  /** What the payer sees it called. */
  readonly name: string
  /** Your id of it. */
  readonly order_id: string | null
  /** Amount of each charge, in `currency`. */
  readonly amount: string
  /** Currency of the amount. */
  readonly currency: string
  /** Currency that the payer pays in; `null` until it is known. */
  readonly payer_currency: string | null
  /** Amount of each charge in US dollars; `"0.00"` until it is known. */
  readonly payer_amount_usd: string
  /** Amount of each charge, in `payer_currency`. */
  readonly payer_amount: string | null
  /** Where webhooks are sent. */
  readonly url_callback: string | null
  /** Days that the discount lasts, as text; only there when a discount is set. */
  readonly discount_days?: string | null | undefined
  /** Amount of each charge while the discount lasts. */
  readonly discount_amount?: string | null | undefined
  /** When the discount ends: ISO 8601. */
  readonly end_of_discount?: string | null | undefined
  /** How often it is charged. */
  readonly period: RecurrencePeriod
  /** Where it stands. */
  readonly status: RecurrenceStatus
  /** Page where the payer accepts it. */
  readonly url: string
  /** When it was charged last, at UTC+3. */
  readonly last_pay_off: string | null
  /** The note that you gave it. */
  readonly additional_data?: string | null | undefined
}

/** How a recurrence is read. */
export const recurrenceReader = /* @__PURE__ */ record<Recurrence>({
  uuid: identity,
  name: text,
  order_id: text,
  amount: money,
  currency: text,
  payer_currency: text,
  payer_amount_usd: money,
  payer_amount: money,
  url_callback: text,
  discount_days: text,
  discount_amount: money,
  end_of_discount: text,
  period: text,
  status: text,
  url: text,
  last_pay_off: text,
  additional_data: text,
})
