import { describeUnknownName } from '../../options/known-names.ts'
import type { SetStatusOptions } from '../types.ts'
import { refuseInput } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import { queueWebhook } from '../world/webhook.ts'
import { payoutWebhook } from './payout.ts'
import type { PayoutRecord } from './types.ts'

/** Plans the end of a payout that is under way. */
export function planPayoutEnd(world: World, { uuid, settlesAt: at }: Pick<PayoutRecord, 'uuid' | 'settlesAt'>): void {
  const run = () => {
    const payout = world.payouts.get(uuid)
    // It may have moved on since this was planned.
    if (payout !== undefined && !payout.isFinal && payout.settlesAt === at) updatePayout(world, payout, 'paid', {})
  }
  world.due.add({ at, about: uuid, run })
}

type Money = PayoutRecord['money']

/** Takes the money of a payout to another place: every way leads through the gateway's hands. */
function moveMoney({ ledger }: World, { money, fundedIn, debited, fee }: PayoutRecord, to: Money): void {
  // A conversion happens outside, so what leaves is counted in the currency that paid.
  if (money === 'sent') {
    ledger.move('outside', 'held', fundedIn, debited - fee)
    ledger.move('fees', 'held', fundedIn, fee)
  }
  if (money === 'returned') ledger.move('merchant', 'held', fundedIn, debited)
  if (to === 'sent') {
    ledger.move('held', 'outside', fundedIn, debited - fee)
    ledger.move('held', 'fees', fundedIn, fee)
  }
  if (to === 'returned') ledger.move('held', 'merchant', fundedIn, debited)
}

/** Where the money is in each documented status, once that is final. */
const endings: Readonly<Record<string, Money>> = {
  process: 'held',
  check: 'held',
  paid: 'sent',
  fail: 'returned',
  cancel: 'returned',
  system_fail: 'returned',
}
const statuses = Object.keys(endings)

/** Puts a payout into a status, books what that implies and tells the merchant. */
export function updatePayout(world: World, payout: PayoutRecord, status: string, options: SetStatusOptions): void {
  if (!Object.hasOwn(endings, status)) refuseInput('status', describeUnknownName(String(status), statuses))
  const ending = endings[status]!
  const { isFinal = ending !== 'held', failReason } = options
  if (typeof isFinal !== 'boolean') refuseInput('isFinal', 'must be true or false')
  if (status === 'paid' && !isFinal) refuseInput('isFinal', 'cannot be false for paid')
  if (ending === 'held' && isFinal) refuseInput('isFinal', `cannot be true for ${status}`)
  if (failReason !== undefined && ending !== 'returned') refuseInput('failReason', 'is only for a payout that failed')
  const money = isFinal ? ending : 'held'
  const { fundedIn, debited } = payout
  if (payout.money === 'returned' && money !== 'returned' && world.ledger.balanceOf('merchant', fundedIn) < debited) {
    refuseInput('status', `cannot be ${status}, because the merchant has spent the ${fundedIn} that it takes`)
  }
  moveMoney(world, payout, money)
  const txid = status === 'paid' ? (payout.txid ?? world.random.hex(64)) : undefined
  const { now } = world.clock
  // A payout that was put into a status stays there.
  const settlesAt = Number.POSITIVE_INFINITY
  const updated: PayoutRecord = { ...payout, status, isFinal, money, failReason, txid, settlesAt, updatedAt: now }
  world.payouts.set(updated)
  if (status === payout.status && isFinal === payout.isFinal) return
  queueWebhook(world, updated, () => payoutWebhook(world, updated), 'payout')
}

/** Ends a payout, or leaves it failed and open as the gateway's support can. */
export function endPayout(world: World, uuid: string, status: 'paid' | 'fail', isFinal = true): void {
  const payout = world.payouts.get(uuid) ?? refuseInput('uuid', 'names no payout of this sandbox')
  if (payout.isFinal) refuseInput('uuid', `names a payout that is final: ${payout.status}`)
  if (status !== 'paid' && status !== 'fail') refuseInput('status', 'must be paid or fail')
  updatePayout(world, payout, status, { isFinal })
}
