import type { CalculatePayoutParams } from '../../operations/payouts/manage-payouts.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import { toFixed } from '../world/units.ts'
import { planPayout } from './payout.ts'

/** Answers `payouts.calculate`: what the payout would cost, by the arithmetic of `payouts.create`. Nothing is moved. */
export function calculatePayout(world: World, params: CalculatePayoutParams): Answer {
  const planned = planPayout(world, params)
  if ('fault' in planned) return refuse(planned.fault)
  const { fee, debited, sent } = planned.plan
  return succeed({ commission: toFixed(fee), merchant_amount: toFixed(debited), payout_amount: toFixed(sent) })
}
