import { amountParam, codeParam, flagParam, optionalParam, textParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { money, objectOf, text } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type ListParams, listParamEntries, type Page, pageEntries } from '../paging.ts'
import { type NoParams, noParams, type RecordRef, recordRefParams, type Service, serviceListReader } from '../shared.ts'
import { fiatNeedsTarget, type PayoutCourseSource, type PayoutPriority } from './create-payout.ts'
import { type Payout, payoutOrderIdParam, payoutReader } from './payout.ts'

/** The payout to work out. */
export interface CalculatePayoutParams {
  /** Amount of the payout, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Currency of the amount. */
  readonly currency: string
  /** Address to send to. */
  readonly address: string
  /** Who bears the fee, as in `payouts.create`. */
  readonly is_subtract: boolean
  /** Network to send on: `"tron"`. */
  readonly network?: string | undefined
  /** Crypto currency that is really sent. */
  readonly to_currency?: string | undefined
  /** Where the exchange rate is taken from. */
  readonly course_source?: PayoutCourseSource | undefined
  /** How fast it is sent. */
  readonly priority?: PayoutPriority | undefined
}

/** What a payout would cost. */
export interface PayoutCalculation {
  /** The gateway's fee. */
  readonly commission: string
  /** What your balance would be debited. */
  readonly merchant_amount: string
  /** What the recipient would get. */
  readonly payout_amount: string
}

/**
 * Works out what a payout would cost, without sending it. Heleket only.
 *
 * Source: doc.heleket.com, "Payout calculation"; its own SDKs use another path, so take it as experimental.
 */
export const calculatePayout = /* @__PURE__ */ defineOperation<CalculatePayoutParams, PayoutCalculation>({
  id: 'payouts.calculate',
  method: 'POST',
  path: '/v1/payout/calc',
  key: 'payout',
  repeatable: 'reads',
  params: paramsSchema<CalculatePayoutParams>(
    {
      amount: amountParam,
      currency: codeParam,
      address: textParam(1, 255),
      is_subtract: flagParam,
      network: optionalParam(codeParam),
      to_currency: optionalParam(codeParam),
      course_source: optionalParam(textParam(4, 20)),
      priority: optionalParam(textParam(4, 11)),
    },
    fiatNeedsTarget,
  ),
  result: objectOf<PayoutCalculation>({ commission: money, merchant_amount: money, payout_amount: money }),
})

/**
 * Reads one payout, by the gateway's `uuid` or by your own `order_id`.
 *
 * Source: doc.cryptomus.com, "Payout information".
 */
export const getPayout = /* @__PURE__ */ defineOperation<RecordRef, Payout>({
  id: 'payouts.get',
  method: 'POST',
  path: '/v1/payout/info',
  key: 'payout',
  repeatable: 'reads',
  params: recordRefParams(payoutOrderIdParam),
  result: payoutReader,
})

/**
 * Reads which currencies and networks can be paid out, with their limits and fees.
 *
 * Source: doc.cryptomus.com, "List of services" (payouts).
 */
export const listPayoutServices = /* @__PURE__ */ defineOperation<NoParams, readonly Service[]>({
  id: 'payouts.listServices',
  method: 'POST',
  path: '/v1/payout/services',
  key: 'payout',
  repeatable: 'reads',
  params: noParams,
  result: serviceListReader,
})

/** One page of payouts. */
export interface PayoutPage extends Page<Payout> {
  /** UUID of the merchant that they belong to. */
  readonly merchant_uuid: string
}

/**
 * Reads one page of your payouts.
 *
 * A page holds up to 15; `paginate.nextCursor` names the next one and is `null` on the last.
 *
 * Source: doc.cryptomus.com, "Payout history".
 */
export const listPayouts = /* @__PURE__ */ defineOperation<ListParams, PayoutPage>({
  id: 'payouts.list',
  method: 'POST',
  path: '/v1/payout/list',
  key: 'payout',
  repeatable: 'reads',
  query: ['cursor'],
  params: paramsSchema<ListParams>(listParamEntries),
  result: objectOf<PayoutPage>(pageEntries(payoutReader, { merchant_uuid: text })),
})
