import { toGatewayTime } from '../world/gateway-time.ts'
import type { World } from '../world/types.ts'
import { toFixed, toShortest } from '../world/units.ts'
import type { PayoutRecord } from './types.ts'

/** What creating, reading and listing a payout have in common. */
function renderShared({ uuid, params, status, isFinal, txid, network }: PayoutRecord) {
  return {
    uuid,
    amount: params.amount,
    currency: params.currency,
    network: network.toUpperCase(),
    address: params.address,
    txid: txid ?? null,
    status,
    is_final: isFinal,
  }
}

/** Shows a payout as the gateway answers it: here `balance` and `payer_amount` are JSON numbers, as documented. */
export function renderPayout(world: World, payout: PayoutRecord): object {
  return {
    ...renderShared(payout),
    balance: Number(toShortest(world.ledger.balanceOf('merchant', payout.fundedIn))),
    payer_currency: payout.sentIn,
    payer_amount: Number(toShortest(payout.sent)),
  }
}

/** Shows a payout as the gateway lists it: here `balance` is a string, and there are dates. */
export function renderListedPayout(world: World, payout: PayoutRecord): object {
  return {
    ...renderShared(payout),
    order_id: payout.params.order_id,
    balance: toFixed(world.ledger.balanceOf('merchant', payout.fundedIn)),
    created_at: toGatewayTime(payout.createdAt),
    updated_at: toGatewayTime(payout.updatedAt),
  }
}
