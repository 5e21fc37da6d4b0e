import {
  amountParam,
  choiceParam,
  codeParam,
  integerParam,
  optionalParam,
  orderIdParam,
  textParam,
  urlParam,
} from '../schema/param-fields.ts'
import { allOrNone, paramsSchema } from '../schema/params-schema.ts'
import { identifier, money, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'
import { type Page, pageEntries } from './paging.ts'
import { type RecordRef, recordRefParams } from './shared.ts'

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
const recurrenceReader = /* @__PURE__ */ objectOf<Recurrence>({
  uuid: identifier,
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

/**
 * Cancels a recurring payment and returns it.
 *
 * Source: doc.cryptomus.com, "Cancel recurring payment".
 */
export const cancelRecurrence = /* @__PURE__ */ defineOperation<RecordRef, Recurrence>({
  id: 'recurrences.cancel',
  method: 'POST',
  path: '/v1/recurrence/cancel',
  key: 'payment',
  repeatable: 'no',
  params: recordRefParams(),
  result: recurrenceReader,
})

/** What a recurring payment asks for. */
export interface CreateRecurrenceParams {
  /** Amount of each charge, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount, fiat or crypto. */
  readonly currency: string
  /** What the payer sees it called: 3 to 60 characters. */
  readonly name: string
  /** How often it is charged: `"weekly"`, `"monthly"` or `"three_month"`. */
  readonly period: 'weekly' | 'monthly' | 'three_month'
  /** Crypto currency that the payer must pay in. */
  readonly to_currency?: string | undefined
  /**
   * Your own id of it: 1 to 100 letters, digits, `_` or `-`; unique among your invoices, static wallets and recurrences.
   * Without one, sending it again would create a second recurrence.
   */
  readonly order_id?: string | undefined
  /** Where webhooks are sent: https, 6 to 255 characters. */
  readonly url_callback?: string | undefined
  /** Days that a discount lasts, 1 to 365; needs `discount_amount`. */
  readonly discount_days?: number | undefined
  /** Amount of each charge while the discount lasts, in `currency`; needs `discount_days`. */
  readonly discount_amount?: string | undefined
  /** A note for yourself, up to 255 characters. */
  readonly additional_data?: string | undefined
}

/**
 * Creates a recurring payment and returns it with the page where the payer accepts it.
 *
 * Sending it again is safe only with an `order_id`: a known one answers with the recurrence that exists.
 *
 * Source: doc.cryptomus.com, "Creating a recurring payment".
 */
export const createRecurrence = /* @__PURE__ */ defineOperation<CreateRecurrenceParams, Recurrence>({
  id: 'recurrences.create',
  method: 'POST',
  path: '/v1/recurrence/create',
  key: 'payment',
  repeatable: 'order_id',
  echo: ['order_id', 'amount', 'currency', 'period'],
  params: paramsSchema<CreateRecurrenceParams>(
    {
      amount: amountParam,
      currency: codeParam,
      name: textParam(3, 60),
      period: choiceParam('weekly', 'monthly', 'three_month'),
      to_currency: optionalParam(codeParam),
      order_id: optionalParam(orderIdParam(100)),
      url_callback: optionalParam(urlParam(255)),
      discount_days: optionalParam(integerParam(1, 365)),
      discount_amount: optionalParam(amountParam),
      additional_data: optionalParam(textParam(0, 255)),
    },
    allOrNone('discount_days', 'discount_amount'),
  ),
  result: recurrenceReader,
})

/**
 * Reads one recurring payment, by the gateway's `uuid` or by your own `order_id`.
 *
 * Source: doc.cryptomus.com, "Recurring payment information".
 */
export const getRecurrence = /* @__PURE__ */ defineOperation<RecordRef, Recurrence>({
  id: 'recurrences.get',
  method: 'POST',
  path: '/v1/recurrence/info',
  key: 'payment',
  repeatable: 'reads',
  params: recordRefParams(),
  result: recurrenceReader,
})

/** Which page to read. */
export interface ListRecurrencesParams {
  /** The page to read: `paginate.nextCursor` of the one before. */
  readonly cursor?: string | undefined
}

/**
 * Reads one page of your recurring payments.
 *
 * A page holds up to 15; `paginate.nextCursor` names the next one and is `null` on the last.
 *
 * Source: doc.cryptomus.com, "List of recurring payments".
 */
export const listRecurrences = /* @__PURE__ */ defineOperation<ListRecurrencesParams, Page<Recurrence>>({
  id: 'recurrences.list',
  method: 'POST',
  path: '/v1/recurrence/list',
  key: 'payment',
  repeatable: 'reads',
  query: ['cursor'],
  params: paramsSchema<ListRecurrencesParams>({ cursor: optionalParam(textParam(1, 2048)) }),
  result: objectOf<Page<Recurrence>>(pageEntries(recurrenceReader)),
})

/** Operations on recurring payments. */
export const recurrences = {
  /** Creates a recurring payment and returns it with the page where the payer accepts it. */
  create: createRecurrence,
  /** Reads one recurring payment, by the gateway's `uuid` or by your own `order_id`. */
  get: getRecurrence,
  /** Reads one page of your recurring payments. */
  list: listRecurrences,
  /** Cancels a recurring payment and returns it. */
  cancel: cancelRecurrence,
} as const
