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
import { declareOperation } from './define-operation.ts'
import { cursorParam, type Page, pageEntries } from './paging.ts'
import { type RecordRef, recordRefParams } from './shared.ts'

/** Interval between two charges: every week, every month or every three months. The gateway may add values. */
export type RecurrencePeriod = 'weekly' | 'monthly' | 'three_month' | (string & {})

/**
 * Status of a recurring payment. The gateway may add values.
 *
 * - `wait_accept`: not accepted by the payer yet.
 * - `active`: accepted; charged once each period.
 * - `cancel_by_merchant`: cancelled by you.
 * - `cancel_by_user`: cancelled by the payer.
 */
export type RecurrenceStatus = 'wait_accept' | 'active' | 'cancel_by_merchant' | 'cancel_by_user' | (string & {})

/** A recurring payment, as the gateway returns it. */
export interface Recurrence {
  /** The gateway's id of the recurring payment. */
  readonly uuid: string
  /** Name that the payer sees. */
  readonly name: string
  /** Your own id of it. */
  readonly order_id: string | null
  /** Amount of each charge, in `currency`. */
  readonly amount: string
  /** Currency of the amount. */
  readonly currency: string
  /** Currency that the payer pays in; `null` until it is known. */
  readonly payer_currency: string | null
  /** Amount of each charge, in US dollars; `"0.00"` until `payer_currency` is known. */
  readonly payer_amount_usd: string
  /** Amount of each charge, in `payer_currency`; `null` until that is known. */
  readonly payer_amount: string | null
  /** Address that webhooks are sent to. */
  readonly url_callback: string | null
  /** Number of days of the discount, as a string; absent without one. */
  readonly discount_days?: string | null | undefined
  /** Amount of each charge during the discount, in `currency`. */
  readonly discount_amount?: string | null | undefined
  /** End of the discount: ISO 8601. */
  readonly end_of_discount?: string | null | undefined
  /** Interval between two charges. */
  readonly period: RecurrencePeriod
  /** Status of the recurring payment. */
  readonly status: RecurrenceStatus
  /** Page where the payer accepts it. */
  readonly url: string
  /** Time of the last charge, in the gateway's time (UTC+3); `null` before the first. */
  readonly last_pay_off: string | null
  /** Your own note. */
  readonly additional_data?: string | null | undefined
}

const recurrenceReader = () =>
  objectOf<Recurrence>({
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

/** Recurring payment to create. */
export interface CreateRecurrenceParams {
  /** Amount of each charge, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount, fiat or crypto. */
  readonly currency: string
  /** Name that the payer sees: 3 to 60 characters. */
  readonly name: string
  /** Interval between two charges: every week, every month or every three months. */
  readonly period: 'weekly' | 'monthly' | 'three_month'
  /** Crypto currency that the payer must pay in; the amount is converted at the current rate. */
  readonly to_currency?: string | undefined
  /**
   * Your own id of it: 1 to 100 letters or digits of any script, `_` or `-`; unique among your invoices, static wallets and
   * recurring payments. Without one, the same call made twice creates two.
   */
  readonly order_id?: string | undefined
  /** Address that webhooks are sent to: https, or http on loopback (any host with `allowHttp`); 6 to 255 characters. */
  readonly url_callback?: string | undefined
  /** Number of days of a discount, 1 to 365; requires `discount_amount`. */
  readonly discount_days?: number | undefined
  /** Amount of each charge during the discount, in `currency`; requires `discount_days`. */
  readonly discount_amount?: string | undefined
  /** Your own note: up to 255 characters. */
  readonly additional_data?: string | undefined
}

/**
 * Creates a recurring payment and returns it with the page where the payer accepts it.
 *
 * With an `order_id` it is safe to send again: a known one returns the existing recurring payment. Without one, the client
 * never sends it again by itself.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @throws {CryptomusError} kind `conflict`: what the gateway holds under this `order_id` differs; it is given as `existing`.
 * @see https://doc.cryptomus.com/business/recurring/creating (Creating recurring payment)
 */
export const createRecurrence = /* @__PURE__ */ declareOperation<CreateRecurrenceParams, Recurrence>({
  id: 'recurrences.create',
  method: 'POST',
  path: '/v1/recurrence/create',
  key: 'payment',
  repeatable: 'order_id',
  echo: ['order_id', 'amount', 'currency', 'period'],
  params: () =>
    paramsSchema<CreateRecurrenceParams>(
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
 * Returns one recurring payment, by the gateway's `uuid` or by your own `order_id`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/recurring/info (Payment information)
 */
export const getRecurrence = /* @__PURE__ */ declareOperation<RecordRef, Recurrence>({
  id: 'recurrences.get',
  method: 'POST',
  path: '/v1/recurrence/info',
  key: 'payment',
  repeatable: 'reads',
  params: () => recordRefParams(),
  result: recurrenceReader,
})

/** Page of recurring payments to read. */
export interface ListRecurrencesParams {
  /** Page to read: `paginate.nextCursor` of the page before. */
  readonly cursor?: string | undefined
}

/**
 * Returns one page of your recurring payments, up to 15.
 *
 * `paginate.nextCursor` names the next page and is `null` on the last; `items` reads them all.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/recurring/list (List of recurring payments)
 */
export const listRecurrences = /* @__PURE__ */ declareOperation<ListRecurrencesParams, Page<Recurrence>>({
  id: 'recurrences.list',
  method: 'POST',
  path: '/v1/recurrence/list',
  key: 'payment',
  repeatable: 'reads',
  query: ['cursor'],
  params: () => paramsSchema<ListRecurrencesParams>({ cursor: optionalParam(cursorParam()) }),
  result: () => objectOf<Page<Recurrence>>(pageEntries(recurrenceReader())),
})

/**
 * Cancels a recurring payment and returns it.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/recurring/cancel (Cancel recurring payment)
 */
export const cancelRecurrence = /* @__PURE__ */ declareOperation<RecordRef, Recurrence>({
  id: 'recurrences.cancel',
  method: 'POST',
  path: '/v1/recurrence/cancel',
  key: 'payment',
  repeatable: 'no',
  params: () => recordRefParams(),
  result: recurrenceReader,
})

/** Operations on recurring payments; Cryptomus only. */
export const recurrences = {
  /** Creates a recurring payment and returns it with the page where the payer accepts it. */
  create: createRecurrence,
  /** Returns one recurring payment, by the gateway's `uuid` or by your own `order_id`. */
  get: getRecurrence,
  /** Returns one page of your recurring payments, up to 15. */
  list: listRecurrences,
  /** Cancels a recurring payment and returns it. */
  cancel: cancelRecurrence,
} as const
