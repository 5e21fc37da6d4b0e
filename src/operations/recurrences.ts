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
import { paramsSchema } from '../schema/params-schema.ts'
import { together } from '../schema/rules.ts'
import { defineOperation } from './define-operation.ts'
import { type Recurrence, recurrenceReader } from './recurrences/recurrence.ts'

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
    together('discount_days', 'discount_amount'),
  ),
  result: recurrenceReader,
})
