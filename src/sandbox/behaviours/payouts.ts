import type { GroupBehaviours } from '../behaviour-types.ts'
import { openPayout } from '../payouts/behaviour.ts'
import { calculatePayout } from '../payouts/calculate-payout.ts'
import { renderListedPayout, renderPayout } from '../payouts/render-payout.ts'
import { succeed } from '../world/answer.ts'
import { paginate } from '../world/paginate.ts'
import { findRecord } from '../world/records.ts'
import { listServices } from './services.ts'

/** How the sandbox answers operations on payouts. */
export const payouts: GroupBehaviours<'payouts'> = {
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
