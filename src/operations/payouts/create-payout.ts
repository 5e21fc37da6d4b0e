import {
  amountParam,
  codeParam,
  flagParam,
  optionalParam,
  patternParam,
  textParam,
  urlParam,
} from '../../schema/param-fields.ts'
import { type ParamRule, paramsSchema } from '../../schema/params-schema.ts'
import { defineOperation } from '../define-operation.ts'
import { type Payout, payoutOrderIdParam, payoutReader } from './payout.ts'

// The fiat currencies that the gateway names. One that it adds later is left to the gateway, which refuses it itself.
const fiat =
  /^(?:aed|amd|aud|azn|brl|byn|cad|chf|cny|czk|dkk|eur|gbp|gel|hkd|huf|idr|inr|jpy|kgs|krw|kzt|mdl|mxn|myr|nok|php|pln|rub|sar|sek|sgd|tjs|tmt|try|uah|usd|uzs|vnd|zar)$/i

/** A payout in a fiat currency has to say which crypto currency is sent. */
export const fiatNeedsTarget: ParamRule = ({ currency, to_currency: target }) =>
  target === undefined && fiat.test(String(currency))
    ? { path: 'to_currency', message: 'is required with a fiat currency; it names the crypto currency that is sent' }
    : undefined

/** Where the exchange rate of a payout is taken from. */
export type PayoutCourseSource = 'Binance' | 'BinanceP2p' | 'Exmo' | 'Kucoin' | (string & {})

/** How fast, and at which network fee, a payout is sent. */
export type PayoutPriority = 'recommended' | 'economy' | 'high' | 'highest' | (string & {})

/** What a payout asks for. */
export interface CreatePayoutParams {
  /** Amount of the payout, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount: crypto, or fiat together with `to_currency`. */
  readonly currency: string
  /**
   * Your own id of the payout: 1 to 32 letters, digits, `_` or `-`; unique among your payouts. Store it before you send.
   * A known one answers with the old payout and pays nothing, so never make up a new one to try again.
   */
  readonly order_id: string
  /** Address to send to. */
  readonly address: string
  /**
   * Who bears the fee. Cryptomus documents `true` as taken from your balance, so that the recipient gets the whole amount,
   * and `false` as taken from the amount; Heleket documents the opposite. Try it with a small payout first.
   */
  readonly is_subtract: boolean
  /** Network to send on: `"tron"`. May be left out only for a currency with a single network. */
  readonly network?: string | undefined
  /** Where webhooks are sent: https, 6 to 255 characters. */
  readonly url_callback?: string | undefined
  /** Crypto currency that is really sent; required when `currency` is fiat. */
  readonly to_currency?: string | undefined
  /** Where the exchange rate is taken from, for a fiat `currency`. Left out, your merchant settings decide. */
  readonly course_source?: PayoutCourseSource | undefined
  /** Balance that pays, by conversion: only `"USDT"`. */
  readonly from_currency?: string | undefined
  /** How fast it is sent, on BTC, ETH, POLYGON and BSC; faster costs more. @default "recommended" */
  readonly priority?: PayoutPriority | undefined
  /** Memo or tag that the address needs, 1 to 30 characters; documented for TON. */
  readonly memo?: string | undefined
}

/**
 * Sends money to an address.
 *
 * Never sent twice by this package: after an error whose `outcome` is `unknown`, read the payout by its `order_id`.
 *
 * Source: doc.cryptomus.com, "Creating a payout".
 */
export const createPayout = /* @__PURE__ */ defineOperation<CreatePayoutParams, Payout>({
  id: 'payouts.create',
  method: 'POST',
  path: '/v1/payout',
  key: 'payout',
  repeatable: 'ensured',
  echo: ['order_id', 'amount', 'currency', 'network', 'address'],
  params: paramsSchema<CreatePayoutParams>(
    {
      amount: amountParam,
      currency: codeParam,
      order_id: payoutOrderIdParam,
      address: textParam(1, 255),
      is_subtract: flagParam,
      network: optionalParam(codeParam),
      url_callback: optionalParam(urlParam(255)),
      to_currency: optionalParam(codeParam),
      course_source: optionalParam(textParam(4, 20)),
      from_currency: optionalParam(patternParam(/^USDT$/, 'must be "USDT" or left out')),
      priority: optionalParam(textParam(4, 11)),
      memo: optionalParam(textParam(1, 30)),
    },
    fiatNeedsTarget,
  ),
  result: payoutReader,
})
