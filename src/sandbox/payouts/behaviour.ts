import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import type { CalculatePayoutParams } from '../../operations/payouts/manage-payouts.ts'
import type { GroupBehaviours } from '../behaviour-types.ts'
import { listServices } from '../catalogue.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { paginate } from '../world/paginate.ts'
import { findByOrderId, findRecord } from '../world/records.ts'
import type { World } from '../world/types.ts'
import { toFixed } from '../world/units.ts'
import { planPayout, renderListedPayout, renderPayout } from './payout.ts'
import type { PayoutRecord } from './types.ts'

/** What a payout would move; or what the gateway would say against it, the balance included. */
function check(world: World, params: CreatePayoutParams): ReturnType<typeof planPayout> {
  const planned = planPayout(world, params)
  if ('fault' in planned) return planned
  const { fundedIn, sentIn, debited } = planned.plan
  if (world.ledger.balanceOf('merchant', fundedIn) >= debited) return planned
  return { fault: fundedIn === sentIn ? 'Not enough funds' : `Not enough balance for convert ${fundedIn} to ${sentIn}` }
}

/** Answers `payouts.create`: a known `order_id` gets the payout that exists, and nothing more is paid. */
export function openPayout(world: World, params: CreatePayoutParams): Answer {
  const existing = findByOrderId(world.payouts, params.order_id)
  if (existing !== undefined) return succeed(renderPayout(world, existing))
  const checked = check(world, params)
  if ('fault' in checked) return refuse(checked.fault)
  const { now } = world.clock
  const payout: PayoutRecord = {
    uuid: world.random.uuid(),
    params,
    createdAt: now,
    updatedAt: now,
    status: 'process',
    isFinal: false,
    ...checked.plan,
  }
  world.ledger.move('merchant', 'held', payout.fundedIn, payout.debited)
  world.payouts.set(payout.uuid, payout)
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
  get: (world, params) => {
    const notFound = { message: 'Payout not found', status: world.wire.notFoundStatus }
    const found = findRecord(world.payouts, params, notFound)
    return 'answer' in found ? found.answer : succeed(renderPayout(world, found.record))
  },
  list: (world, params) => {
    const page = paginate(world.payouts.values(), params)
    const items = page.items.map((payout) => renderListedPayout(world, payout))
    return succeed({ merchant_uuid: world.credentials.merchantId, ...page, items })
  },
  calculate: calculatePayout,
  listServices: () => listServices((network) => network.toUpperCase()),
}
