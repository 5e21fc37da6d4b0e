import {
  amountParam,
  codeParam,
  flagParam,
  integerParam,
  listParam,
  numberParam,
  optionalParam,
  orderIdParam,
  patternParam,
  textParam,
  urlParam,
} from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { defineOperation } from '../define-operation.ts'
import { type Payment, paymentReader } from './payment.ts'

/** A currency, on any network or on one. */
export interface CurrencyChoice {
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. Left out, every network of the currency is meant. */
  readonly network?: string | undefined
}

/** Where the exchange rate is taken from. */
export type CourseSource = 'Binance' | 'BinanceP2P' | 'Exmo' | 'Kucoin' | (string & {})

/** What an invoice asks for. */
export interface CreatePaymentParams {
  /** Amount to be paid, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount, fiat or crypto: `"USD"`, `"USDT"`. */
  readonly currency: string
  /**
   * Your own id of the invoice: 1 to 128 letters, digits, `_` or `-`; unique among your invoices, static wallets and
   * recurrences. A known one answers with the old invoice, whatever else is passed.
   */
  readonly order_id: string
  /** Network to be paid on: `"tron"`. Left out, the payer chooses. */
  readonly network?: string | undefined
  /** Where the payer goes back to before paying: https, 6 to 255 characters. */
  readonly url_return?: string | undefined
  /** Where the payer goes after paying: https, 6 to 255 characters. */
  readonly url_success?: string | undefined
  /** Where webhooks are sent: https, 6 to 255 characters. Without it there are none, now or later. */
  readonly url_callback?: string | undefined
  /** Whether an underpaid invoice may be topped up. @default true */
  readonly is_payment_multiple?: boolean | undefined
  /** Seconds until the invoice expires, 300 to 43200. @default 3600 */
  readonly lifetime?: number | undefined
  /** Crypto currency that the payer must pay in; the amount is converted at the current rate. */
  readonly to_currency?: string | undefined
  /** Percentage of the gateway's fee that the payer bears, 0 to 100. @default 0 */
  readonly subtract?: number | undefined
  /** Percentage by which a payment may fall short and still count as paid, 0 to 50. @default 0 */
  readonly accuracy_payment_percent?: number | undefined
  /** A note for yourself, up to 255 characters; comes back in answers and webhooks and is never shown to the payer. */
  readonly additional_data?: string | undefined
  /** The only currencies that may be paid in. Left out, your merchant settings decide. */
  readonly currencies?: readonly CurrencyChoice[] | undefined
  /** Currencies that may not be paid in. */
  readonly except_currencies?: readonly CurrencyChoice[] | undefined
  /** Where the exchange rate is taken from. Left out, the gateway's own. */
  readonly course_source?: CourseSource | undefined
  /** Referral code that links you to the one who referred you. */
  readonly from_referral_code?: string | undefined
  /** Percentage taken off (above zero) or added (below zero), -99 to 100; only for a payment in a fixed crypto currency. */
  readonly discount_percent?: number | undefined
  /** E-mail address of the payer. Heleket only; Cryptomus ignores it. */
  readonly payer_email?: string | undefined
  /** Whether an expired invoice of this `order_id` gets a new lifetime and address. Nothing else of it changes. @default false */
  readonly is_refresh?: boolean | undefined
}

const currencyChoices = /* @__PURE__ */ listParam<CurrencyChoice>(
  paramsSchema<CurrencyChoice>({ currency: codeParam, network: optionalParam(codeParam) }),
  255,
  '{ currency: "USDT", network: "tron" }',
)

/**
 * Creates an invoice and returns it with its payment page.
 *
 * Sending it again is safe: a known `order_id` answers with the invoice that exists.
 *
 * Source: doc.cryptomus.com, "Creating an invoice".
 */
export const createPayment = /* @__PURE__ */ defineOperation<CreatePaymentParams, Payment>({
  id: 'payments.create',
  method: 'POST',
  path: '/v1/payment',
  key: 'payment',
  repeatable: 'order_id',
  echo: ['order_id', 'amount', 'currency'],
  params: paramsSchema<CreatePaymentParams>({
    amount: amountParam,
    currency: codeParam,
    order_id: orderIdParam(128),
    network: optionalParam(codeParam),
    url_return: optionalParam(urlParam(255)),
    url_success: optionalParam(urlParam(255)),
    url_callback: optionalParam(urlParam(255)),
    is_payment_multiple: optionalParam(flagParam),
    lifetime: optionalParam(integerParam(300, 43_200, ' of seconds')),
    to_currency: optionalParam(codeParam),
    subtract: optionalParam(integerParam(0, 100)),
    accuracy_payment_percent: optionalParam(numberParam(0, 50)),
    additional_data: optionalParam(textParam(0, 255)),
    currencies: optionalParam(currencyChoices),
    except_currencies: optionalParam(currencyChoices),
    course_source: optionalParam(textParam(4, 20)),
    from_referral_code: optionalParam(textParam(1, 255)),
    discount_percent: optionalParam(integerParam(-99, 100)),
    payer_email: optionalParam(patternParam(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
    is_refresh: optionalParam(flagParam),
  }),
  result: paymentReader,
})
