import { amountParam, codeParam, flagParam, optionalParam, textParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { money, record } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import type { PayoutCourseSource, PayoutPriority } from './create-payout.ts'
import { fiatNeedsTarget } from './fiat-needs-target.ts'

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
  result: record<PayoutCalculation>({ commission: money, merchant_amount: money, payout_amount: money }),
})
