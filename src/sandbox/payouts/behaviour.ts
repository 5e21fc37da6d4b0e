import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import type { CalculatePayoutParams } from '../../operations/payouts/manage-payouts.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'
import { listServices } from '../catalogue.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { findRecord } from '../world/lookup.ts'
import type { World } from '../world/types.ts'
import { toFixed } from '../world/units.ts'
import { refusePoor, refuseUnknown } from '../world/words.ts'
import { planPayoutEnd } from './end-payout.ts'
import { planPayout, renderListedPayout, renderPayout } from './payout.ts'
import type { PayoutRecord } from './types.ts'

/** Answers `payouts.create`: a known `order_id` gets the payout that exists, and nothing more is paid. */
export function openPayout(world: World, params: CreatePayoutParams): Answer {
  const existing = world.payouts.findByOrderId(params.order_id)
  if (existing !== undefined) return succeed(renderPayout(world, existing))
  const planned = planPayout(world, params)
  if ('fault' in planned) return refuse(planned.fault)
  const { fundedIn, sentIn, debited } = planned.plan
  if (world.ledger.balanceOf('merchant', fundedIn) < debited) {
    return fundedIn === sentIn ? refusePoor(world) : refuse(`Not enough balance for convert ${fundedIn} to ${sentIn}`)
  }
  const { now } = world.clock
  const payout: PayoutRecord = {
    uuid: world.random.uuid(),
    params,
    createdAt: now,
    updatedAt: now,
    status: 'process',
    isFinal: false,
    money: 'held',
    settlesAt: now + world.wire.payoutMs,
    ...planned.plan,
  }
  world.ledger.move('merchant', 'held', payout.fundedIn, payout.debited)
  world.payouts.set(payout)
  planPayoutEnd(world, payout)
  return succeed(renderPayout(world, payout))
}

/** Answers `payouts.calculate`: what the payout would cost, by the arithmetic of `payouts.create`. Nothing is moved. */
function calculatePayout(world: World, params: CalculatePayoutParams): Answer {
  const planned = planPayout(world, params)
  if ('fault' in planned) return refuse(planned.fault)
  const { fee, debited, sent } = planned.plan
  return succeed({ commission: toFixed(fee), merchant_amount: toFixed(debited), payout_amount: toFixed(sent) })
}

/** Answers the operations of `payouts`. */
export const payoutBehaviours: GroupBehaviours<'payouts'> = {
  create: openPayout,
  get: (world, params, { isStale }) => {
    const found = findRecord(world.payouts, params, refuseUnknown(world, 'payout'), isStale)
    return 'answer' in found ? found.answer : succeed(renderPayout(world, found.record))
  },
  list: (world, params, { isStale }) => {
    const page = world.payouts.page(params, isStale)
    const items = page.items.map((payout) => renderListedPayout(world, payout))
    return succeed({ merchant_uuid: world.credentials.merchantId, ...page, items })
  },
  calculate: calculatePayout,
  listServices: (world) => listServices(world, true),
}
