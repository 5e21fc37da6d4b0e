import { queueWebhook } from '../webhooks.ts'
import { refuseInput } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import { payoutWebhook } from './payout.ts'
import type { PayoutRecord } from './types.ts'

/** Moves the money of a payout that is over: out to the recipient, or back to the merchant. */
function moveMoney({ ledger }: World, { fundedIn, debited, fee }: PayoutRecord, status: 'paid' | 'fail'): void {
  if (status === 'fail') {
    ledger.move('held', 'merchant', fundedIn, debited)
    return
  }
  // A conversion happens outside, so what leaves is counted in the currency that paid.
  ledger.move('held', 'outside', fundedIn, debited - fee)
  ledger.move('held', 'fees', fundedIn, fee)
}

/** Ends a payout, or leaves it failed and open as the gateway's support can. */
export function endPayout(world: World, uuid: string, status: 'paid' | 'fail', isFinal = true): void {
  const payout = world.payouts.get(uuid) ?? refuseInput('uuid', 'names no payout of this sandbox')
  if (payout.isFinal) refuseInput('uuid', `names a payout that is final: ${payout.status}`)
  if (status !== 'paid' && status !== 'fail') refuseInput('status', 'must be paid or fail')
  if (status === 'paid' && !isFinal) refuseInput('isFinal', 'can be false only for fail')
  const txid = status === 'paid' ? world.random.hex(64) : undefined
  const ended: PayoutRecord = { ...payout, status, isFinal, txid, updatedAt: world.clock.now }
  if (isFinal) moveMoney(world, ended, status)
  world.payouts.set(uuid, ended)
  queueWebhook(world, ended.params.url_callback, payoutWebhook(ended), 'payout')
}
