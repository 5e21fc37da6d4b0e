import { addressParam, amountParam, codeParam, flagParam, optionalParam, textParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { money, objectOf, text } from '../../schema/result-fields.ts'
import { declareOperation } from '../define-operation.ts'
import { type ListParams, listParamEntries, type Page, pageEntries } from '../paging.ts'
import {
  type NoParams,
  noParams,
  type RecordRef,
  recordRefParams,
  type Service,
  serviceListReader,
  shortOrderIdParam,
} from '../shared.ts'
import { fiatNeedsTarget, type PayoutCourseSource, type PayoutPriority } from './create-payout.ts'
import { type Payout, payoutReader } from './payout.ts'

/**
 * Returns one payout, by the gateway's `uuid` or by your own `order_id`.
 *
 * It takes an `order_id` of up to 32 characters; a payout with a longer one is found by its `uuid`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payouts/payout-information (Payout information)
 */
export const getPayout = /* @__PURE__ */ declareOperation<RecordRef, Payout>({
  id: 'payouts.get',
  method: 'POST',
  path: '/v1/payout/info',
  key: 'payout',
  repeatable: 'reads',
  params: () => recordRefParams(shortOrderIdParam()),
  result: payoutReader,
})

/** One page of payouts. */
export interface PayoutPage extends Page<Payout> {
  /** UUID of your merchant. */
  readonly merchant_uuid: string
}

/**
 * Returns one page of your payouts, up to 15.
 *
 * `paginate.nextCursor` names the next page and is `null` on the last; `items` reads them all.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payouts/payout-history (Payout history)
 */
export const listPayouts = /* @__PURE__ */ declareOperation<ListParams, PayoutPage>({
  id: 'payouts.list',
  method: 'POST',
  path: '/v1/payout/list',
  key: 'payout',
  repeatable: 'reads',
  query: ['cursor'],
  params: () => paramsSchema<ListParams>(listParamEntries()),
  result: () => objectOf<PayoutPage>(pageEntries(payoutReader(), { merchant_uuid: text })),
})

/**
 * Returns the currencies and networks that can be paid out, with their limits and fees.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payouts/list-of-services (List of services)
 */
export const listPayoutServices = /* @__PURE__ */ declareOperation<NoParams, readonly Service[]>({
  id: 'payouts.listServices',
  method: 'POST',
  path: '/v1/payout/services',
  key: 'payout',
  repeatable: 'reads',
  params: noParams,
  result: serviceListReader,
})

/** Payout whose cost is calculated. */
export interface CalculatePayoutParams {
  /** Payout amount, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount: crypto, or fiat together with `to_currency`. */
  readonly currency: string
  /** Address that would get the money: 1 to 255 visible characters without white space. */
  readonly address: string
  /** `true` takes the fee from your balance, `false` from the amount; see `payouts.create`. */
  readonly is_subtract: boolean
  /** Network to send on: `"tron"`. May be left out only for a currency with a single network. */
  readonly network?: string | undefined
  /** Crypto currency that would be sent; required when `currency` is fiat. */
  readonly to_currency?: string | undefined
  /** Source of the exchange rate; has an effect only for a fiat `currency`. @default that of your merchant settings */
  readonly course_source?: PayoutCourseSource | undefined
  /** Priority, on which the network fee depends; has an effect on BTC, ETH, POLYGON and BSC. @default "recommended" */
  readonly priority?: PayoutPriority | undefined
}

/** Cost of a payout. */
export interface PayoutCalculation {
  /** The gateway's fee. */
  readonly commission: string
  /** Amount that would be debited from your balance, fees included. */
  readonly merchant_amount: string
  /** Amount that the recipient would get, after fees. */
  readonly payout_amount: string
}

/**
 * Returns what a payout would cost, without sending it; Heleket only.
 *
 * Experimental: Heleket's own SDKs use the path `/v1/payout/calculate` instead.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.heleket.com/methods/payouts/calculate-sum-output (Calculation of the withdrawal amount)
 */
export const calculatePayout = /* @__PURE__ */ declareOperation<CalculatePayoutParams, PayoutCalculation>({
  id: 'payouts.calculate',
  method: 'POST',
  path: '/v1/payout/calc',
  key: 'payout',
  repeatable: 'reads',
  params: () =>
    paramsSchema<CalculatePayoutParams>(
      {
        amount: amountParam,
        currency: codeParam,
        address: addressParam,
        is_subtract: flagParam,
        network: optionalParam(codeParam),
        to_currency: optionalParam(codeParam),
        course_source: optionalParam(textParam(4, 20)),
        priority: optionalParam(textParam(4, 11)),
      },
      fiatNeedsTarget,
    ),
  result: () => objectOf<PayoutCalculation>({ commission: money, merchant_amount: money, payout_amount: money }),
})
