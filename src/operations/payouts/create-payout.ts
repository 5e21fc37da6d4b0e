import {
  addressParam,
  amountParam,
  codeParam,
  flagParam,
  optionalParam,
  orderIdParam,
  patternParam,
  textParam,
  urlParam,
} from '../../schema/param-fields.ts'
import { type ParamRule, paramsSchema } from '../../schema/params-schema.ts'
import { declareOperation } from '../define-operation.ts'
import { type Payout, payoutReader } from './payout.ts'

/**
 * Source of the exchange rate of a payout. The gateway may add values.
 *
 * - `Binance`: the Binance exchange.
 * - `BinanceP2p`: Binance's peer-to-peer market.
 * - `Exmo`: the Exmo exchange.
 * - `Kucoin`: the KuCoin exchange.
 */
export type PayoutCourseSource = 'Binance' | 'BinanceP2p' | 'Exmo' | 'Kucoin' | (string & {})

/**
 * Priority of a payout, on which the network fee depends. The gateway may add values.
 *
 * - `economy`: a lower fee than `recommended`.
 * - `recommended`: the gateway's default.
 * - `high`: a higher fee than `recommended`.
 * - `highest`: the highest fee.
 */
export type PayoutPriority = 'recommended' | 'economy' | 'high' | 'highest' | (string & {})

/** Payout to create. */
export interface CreatePayoutParams {
  /** Payout amount, in `currency`, as a decimal string: `"10.28"`. `is_subtract` says if the fee is taken from it. */
  readonly amount: string
  /** Currency of the amount: crypto, or fiat together with `to_currency`. */
  readonly currency: string
  /**
   * Your own id of the payout: 1 to 100 letters or digits of any script, `_` or `-`; unique among your payouts. One over 32
   * characters cannot be looked up by it, so `ensurePayout` refuses it; a UUID without hyphens has 32. Store it before you
   * send. A known one returns the existing payout and pays nothing, so never try again under a new one.
   */
  readonly order_id: string
  /** Address that gets the money: 1 to 255 visible characters without white space. */
  readonly address: string
  /**
   * `true` takes the fee from your balance, so that the recipient gets the whole amount; `false` takes it from the amount.
   * Guides of Heleket's SDKs state the opposite of its API page: make a small payout there first.
   */
  readonly is_subtract: boolean
  /** Network to send on: `"tron"`. May be left out only for a currency with a single network. */
  readonly network?: string | undefined
  /** Address that webhooks are sent to: https, or http on loopback (any host with `allowHttp`); 6 to 255 characters. */
  readonly url_callback?: string | undefined
  /** Crypto currency that is sent; required when `currency` is fiat. */
  readonly to_currency?: string | undefined
  /** Source of the exchange rate; has an effect only for a fiat `currency`. @default that of your merchant settings */
  readonly course_source?: PayoutCourseSource | undefined
  /** Currency of the balance that pays, by conversion: only `"USDT"`. @default the currency that is sent */
  readonly from_currency?: string | undefined
  /** Priority, on which the network fee depends; has an effect on BTC, ETH, POLYGON and BSC. @default "recommended" */
  readonly priority?: PayoutPriority | undefined
  /** Memo or tag that the address requires, 1 to 30 characters; documented for TON. */
  readonly memo?: string | undefined
}

// The fiat currencies in the gateway's reference. A payout in one that was added later is refused by the gateway itself.
const fiat =
  /^(?:aed|amd|aud|azn|brl|byn|cad|chf|cny|czk|dkk|eur|gbp|gel|hkd|huf|idr|inr|jpy|kgs|krw|kzt|mdl|mxn|myr|nok|php|pln|rub|sar|sek|sgd|tjs|tmt|try|uah|usd|uzs|vnd|zar)$/i

/** Requires `to_currency`, the crypto currency that is sent, of a payout in a fiat currency. */
export const fiatNeedsTarget: ParamRule = ({ currency, to_currency: target }) =>
  (target ?? '') === '' && typeof currency === 'string' && fiat.test(currency)
    ? { path: 'to_currency', message: 'is required with a fiat currency; it names the crypto currency that is sent' }
    : undefined

/**
 * Sends money to an address; the client never sends it a second time by itself.
 *
 * Prefer `ensurePayout`, which survives lost responses and crashes. After an error of this one whose `outcome` is `unknown`,
 * read the payout with `payouts.get` and its `order_id` before anything else. Sending it again under the same `order_id`
 * returns the existing payout, or makes it if there is none; under a new one it may pay twice.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @throws {CryptomusError} kind `conflict`: what the gateway holds under this `order_id` differs; it is given as `existing`.
 * @see https://doc.cryptomus.com/business/payouts/creating-payout (Creating a payout)
 * @example
 * ```ts
 * import { createCaller, createPayout, readEnv } from 'cryptomus-kit'
 *
 * const caller = createCaller(readEnv(process.env))
 * const coins = { amount: '10.28', currency: 'USDT', network: 'tron', is_subtract: true }
 * const address = 'TXinventedAddressOfSomebody00000000'
 * const payout = await createPayout(caller, { ...coins, address, order_id: 'withdrawal-1' })
 * console.log(payout.status, payout.is_final)
 * ```
 */
export const createPayout = /* @__PURE__ */ declareOperation<CreatePayoutParams, Payout>({
  id: 'payouts.create',
  method: 'POST',
  path: '/v1/payout',
  key: 'payout',
  repeatable: 'ensured',
  echo: ['order_id', 'amount', 'currency', 'network', 'address'],
  params: () =>
    paramsSchema<CreatePayoutParams>(
      {
        amount: amountParam,
        currency: codeParam,
        order_id: orderIdParam(100),
        address: addressParam,
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
