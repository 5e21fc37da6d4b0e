import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { findByOrderId } from '../world/records.ts'
import type { World } from '../world/types.ts'
import { planPayout } from './payout.ts'
import { renderPayout } from './render-payout.ts'
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
