import {
  amountParam,
  codeParam,
  flagParam,
  integerParam,
  linkParam,
  listParam,
  numberParam,
  optionalParam,
  orderIdParam,
  patternParam,
  textParam,
  urlParam,
} from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { declareOperation } from '../define-operation.ts'
import { type Payment, paymentReader } from './payment.ts'

/** A currency, on one network or on all of them. */
export interface CurrencyChoice {
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. @default every network of the currency */
  readonly network?: string | undefined
}

/**
 * Source of the exchange rate of an invoice. The gateway may add values.
 *
 * - `Binance`: the Binance exchange.
 * - `BinanceP2P`: Binance's peer-to-peer market.
 * - `Exmo`: the Exmo exchange.
 * - `Kucoin`: the KuCoin exchange.
 */
export type CourseSource = 'Binance' | 'BinanceP2P' | 'Exmo' | 'Kucoin' | (string & {})

/** Invoice to create. */
export interface CreatePaymentParams {
  /** Invoice amount, in `currency`, before discount and fees, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount, fiat or crypto: `"USD"`, `"USDT"`. */
  readonly currency: string
  /**
   * Your own id of the invoice: 1 to 128 letters or digits of any script, `_` or `-`; unique among your invoices, static
   * wallets and recurring payments. A known one returns the existing invoice, whatever the other params are.
   */
  readonly order_id: string
  /** Network to pay on: `"tron"`. @default the payer's choice */
  readonly network?: string | undefined
  /**
   * Address that the payer may return to before paying: an absolute URL of a page or an app (`myapp://cart`), not of a script;
   * 6 to 255 characters without white space.
   */
  readonly url_return?: string | undefined
  /**
   * Address that the payer may go to after paying: an absolute URL of a page or an app (`myapp://done`), not of a script; 6 to
   * 255 characters without white space.
   */
  readonly url_success?: string | undefined
  /**
   * Address that webhooks are sent to: https, or http on loopback (any host with `allowHttp`); 6 to 255 characters. Without it
   * none are sent, and none can be resent.
   */
  readonly url_callback?: string | undefined
  /** `true` lets the payer top up an underpaid invoice; `false` makes it final after the first payment. @default true */
  readonly is_payment_multiple?: boolean | undefined
  /** Seconds until the invoice expires, 300 to 43200. @default 3600 */
  readonly lifetime?: number | undefined
  /** Crypto currency that the payer must pay in; the amount is converted at the current rate. */
  readonly to_currency?: string | undefined
  /** Percentage of the gateway's fee that is added to what the payer pays, 0 to 100. @default 0 */
  readonly subtract?: number | undefined
  /** Percentage of the amount that may be missing from a payment that counts as paid, 0 to 50. @default 0 */
  readonly accuracy_payment_percent?: number | undefined
  /** Your own note, up to 255 characters; returned in responses and webhooks, never shown to the payer. */
  readonly additional_data?: string | undefined
  /** Currencies that may be paid in, 1 to 255. @default those of your merchant settings */
  readonly currencies?: readonly CurrencyChoice[] | undefined
  /** Currencies that may not be paid in, 1 to 255. */
  readonly except_currencies?: readonly CurrencyChoice[] | undefined
  /** Source of the exchange rate. @default the gateway's own rates */
  readonly course_source?: CourseSource | undefined
  /** Code of the referrer that your merchant is linked to. */
  readonly from_referral_code?: string | undefined
  /**
   * Percentage off the amount, -99 to 100; below zero it is added. Has an effect only if the invoice is bound to one crypto
   * currency.
   */
  readonly discount_percent?: number | undefined
  /** E-mail address of the payer; Heleket only, ignored by Cryptomus. */
  readonly payer_email?: string | undefined
  /** `true` gives an expired invoice of this `order_id` a new lifetime and address, and changes nothing else. @default false */
  readonly is_refresh?: boolean | undefined
}

const currencyChoices = () =>
  listParam<CurrencyChoice>(
    paramsSchema<CurrencyChoice>({ currency: codeParam, network: optionalParam(codeParam) }),
    255,
    '{ currency: "USDT", network: "tron" }',
  )

/**
 * Creates an invoice and returns it with its payment page; a known `order_id` returns the existing invoice.
 *
 * The client therefore retries it by itself, unless `is_refresh` is `true`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @throws {CryptomusError} kind `conflict`: what the gateway holds under this `order_id` differs; it is given as `existing`.
 * @see https://doc.cryptomus.com/business/payments/creating-invoice (Creating an invoice)
 * @example
 * ```ts
 * import { createCaller, createPayment, readEnv } from 'cryptomus-kit'
 *
 * const caller = createCaller(readEnv(process.env))
 * const invoice = await createPayment(caller, { amount: '10.28', currency: 'USD', order_id: 'order-1' })
 * console.log(invoice.url)
 * ```
 */
export const createPayment = /* @__PURE__ */ declareOperation<CreatePaymentParams, Payment>({
  id: 'payments.create',
  method: 'POST',
  path: '/v1/payment',
  key: 'payment',
  repeatable: 'order_id',
  echo: ['order_id', 'amount', 'currency'],
  params: () =>
    paramsSchema<CreatePaymentParams>({
      amount: amountParam,
      currency: codeParam,
      order_id: orderIdParam(128),
      network: optionalParam(codeParam),
      url_return: optionalParam(linkParam),
      url_success: optionalParam(linkParam),
      url_callback: optionalParam(urlParam(255)),
      is_payment_multiple: optionalParam(flagParam),
      lifetime: optionalParam(integerParam(300, 43_200, ' of seconds')),
      to_currency: optionalParam(codeParam),
      subtract: optionalParam(integerParam(0, 100)),
      accuracy_payment_percent: optionalParam(numberParam(0, 50)),
      additional_data: optionalParam(textParam(0, 255)),
      currencies: optionalParam(currencyChoices()),
      except_currencies: optionalParam(currencyChoices()),
      course_source: optionalParam(textParam(4, 20)),
      from_referral_code: optionalParam(textParam(1, 255)),
      discount_percent: optionalParam(integerParam(-99, 100)),
      payer_email: optionalParam(patternParam(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')),
      is_refresh: optionalParam(flagParam),
    }),
  result: paymentReader,
})
