import { compareAmounts } from '../../money/amounts.ts'
import { decimalFromNumber, isDecimal } from '../../money/decimal.ts'
import { isKnownType, isPaidStatus, statusOrders } from '../../status/status.ts'
import { isFailure } from '../parse-webhook.ts'
import type { WebhookEvent } from '../types.ts'
import type { Memory, State } from './memory.ts'

function amountOf(amount: unknown): string | undefined {
  const text = typeof amount === 'number' ? decimalFromNumber(amount) : amount
  return isDecimal(text) ? text : undefined
}

/** Returns the members of an event that are compared. */
export function stateOf(event: WebhookEvent): State {
  const { type, uuid, status, stateKey, is_final: isFinal } = event
  const said = event as object as { readonly [name: string]: unknown }
  const { payment_amount: amount, expired_at: expired, updated_at: time } = said
  const updated = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return {
    // Without type and uuid: a deposit to a wallet is a payment too, and each record has an entry of its own.
    key: status === 'paid' ? status : stateKey.slice(`${type}:${uuid}:`.length),
    status,
    amount: type === 'payout' ? undefined : amount === null ? '0' : amountOf(amount),
    final: type === 'payout' && isFailure(status) && isFinal ? true : undefined,
    updated: Number.isNaN(updated) ? undefined : updated,
    expired: typeof expired === 'number' ? expired : undefined,
  }
}

type Type = WebhookEvent['type']

/** Place of a status in the order of `mergeStatus`; -1 for one that this version does not know. */
function rankOf(type: Type, status: string): number {
  const order: readonly string[] = statusOrders[type === 'payout' ? type : 'payment']
  return isKnownType(type) ? order.indexOf(status) : -1
}

const compare = (a: number | undefined, b: number | undefined): number =>
  a === undefined || b === undefined ? 0 : Math.sign(a - b)

const compareTimes = (a: State, b: State): number => compare(a.updated, b.updated) || compare(a.expired, b.expired)

/** Returns `true` if a state says less than another one of the same status. */
const isPartOf = (a: State, b: State): boolean =>
  (a.amount !== undefined && b.amount !== undefined && compareAmounts(a.amount, b.amount) < 0) ||
  (b.final === true && a.final === undefined)

/** Returns `true` if the gateway itself can take a record from a state to a lower one. */
function isWayBack(type: Type, last: State, { status, expired }: State): boolean {
  if (type === 'payout') return isFailure(last.status) && !last.final && (status === 'process' || status === 'check')
  // A refreshed invoice starts again. Where both times are known, they decide.
  if (last.status === 'cancel') return last.expired === undefined || expired === undefined
  return last.status === 'refund_fail' && status === 'refund_process'
}

/** Returns `true` if a state is older than the one that was handled last. */
export function isOlder(type: Type, state: State, last: State, hasWaysBack: boolean): boolean {
  const byTime = compareTimes(state, last)
  if (byTime !== 0) return byTime < 0
  const [rank, lastRank] = [rankOf(type, state.status), rankOf(type, last.status)]
  // An unknown status has no place in the order, so no state counts as older because of it.
  if (rank < 0) return false
  // The order of statuses has `fail` above `system_fail`; still, of two failures of a payout, the final one is its end.
  if (isFailure(state.status) && isFailure(last.status) && state.final !== last.final) return last.final === true
  if (rank === lastRank) return isPartOf(state, last)
  return rank < lastRank && !(hasWaysBack && isWayBack(type, last, state))
}

/** Returns `true` if the record that was read says less than the delivery, so that the read lags. */
export function saysLess(type: Type, read: State, delivered: State): boolean {
  if (read.status === delivered.status) return read.status !== 'paid' && isPartOf(read, delivered)
  const rank = rankOf(type, delivered.status)
  // Of two failures of a payout, the final one says more, whatever their order. The order decides everything else.
  if (isFailure(read.status) && isFailure(delivered.status) && delivered.final !== read.final)
    return delivered.final === true
  return rank < 0 || rankOf(type, read.status) < rank
}

/** Verdict on a state. */
export interface Verdict {
  readonly state: State
  /** `true` if its handler is to run. */
  readonly isNews: boolean
  /**
   * Why the delivery may not be acknowledged yet: `behind`, the state is older than the one handled last; `ahead`, the delivery
   * says more than the record that was read.
   */
  readonly lag: 'behind' | 'ahead' | undefined
  /**
   * `true` if the state counts as new only because the record may have gone back to it within one second. It may also be a read
   * that lags, and running it could run the state handled last a second time. So the record is read again.
   */
  readonly isDoubtful: boolean
}

/**
 * Judges the state that was read, by two separate questions: does it run, and may the delivery be acknowledged?
 *
 * With `confirm: false`, the state is the delivery's own, and `delivered` is `undefined`.
 */
export function judge(memory: Memory, event: WebhookEvent, delivered?: WebhookEvent, isRead = true): Verdict {
  const { last, handled } = memory
  const state = stateOf(event)
  const isOld = last !== undefined && isOlder(event.type, state, last, isRead)
  const isKnown = isSameState(memory, state) || handled.includes(state.key)
  const isAhead = delivered !== undefined && saysLess(event.type, state, stateOf(delivered))
  const isNews = !isOld && !isKnown
  const isOneSecond = last?.updated !== undefined && last.updated === state.updated
  const isDoubtful = isNews && isOneSecond && isOlder(event.type, state, last, false)
  return { state, isNews, lag: isOld ? 'behind' : isAhead ? 'ahead' : undefined, isDoubtful }
}

/** Returns `true` if a delivery is of a paid state that was handled: the only case that needs no read of the record. */
export const isPaidBefore = (memory: Memory, event: WebhookEvent): boolean =>
  memory.handled.length > 0 && isPaidStatus(event.status) && memory.handled.includes(stateOf(event).key)

const isSameState = ({ last }: Memory, { key }: State) => last?.key === key && !last.seen

/** Returns `true` if the state of a record is the one that was handled last. */
export const isSameAsLast = (memory: Memory, event: WebhookEvent): boolean => isSameState(memory, stateOf(event))

/** Returns the memory while the handler of a state runs. */
export const begin = (memory: Memory, { key, status }: State): Memory => ({
  ...memory,
  begun: [...memory.begun.filter(([other]) => other !== key), [key, status]],
})

const isPaidKey = (key: string) => isPaidStatus(key.split(':', 1)[0])

/** Returns the memory after a state was handled or, with `seen`, had no handler. */
export function remember(memory: Memory, type: Type, state: State, isRead: boolean, seen?: true): Memory {
  const { last, handled, begun, mismatch } = memory
  // A status without a place in the order and without a time must not replace the state that the record has reached.
  const isPlaced = last === undefined || rankOf(type, state.status) >= 0 || compareTimes(state, last) !== 0
  // The record has left the status that had no place, and may return to it.
  const kept = isRead && isPlaced ? handled.filter(isPaidKey) : handled
  const isKept = !isRead || !isPlaced || isPaidStatus(state.status)
  return {
    last: isPlaced ? { ...state, seen } : last,
    handled: isKept && !seen ? [...kept, state.key] : kept,
    begun: seen ? begun : [],
    mismatch,
  }
}
