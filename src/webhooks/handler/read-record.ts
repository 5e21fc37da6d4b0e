import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import { isNotFound } from '../../errors/is-not-found.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import type { RecordRef } from '../../operations/shared.ts'
import { finishEvent } from '../parse-webhook.ts'
import type { WebhookEvent } from '../types.ts'
import { inTime, pause } from './in-time.ts'
import { isOlder, judge, stateOf, type Verdict } from './judge.ts'
import type { Memory } from './memory.ts'
import type { HandlerSettings } from './options.ts'
import { isReply, type Reply, reply, type Step } from './reply.ts'
import type { RecordReader } from './types.ts'

/** Subject of a delivery or a check. */
export interface Errand {
  readonly type: WebhookEvent['type']
  readonly uuid: string
  /** Key of the record. */
  readonly key: string
  /** The order_id that the caller has stated. */
  readonly orderId: unknown
  /** The event as it was delivered; `undefined` in a check. */
  readonly delivered?: WebhookEvent | undefined
  /** Record that was passed to a check. */
  readonly hint?: WebhookEvent | undefined
  /** `false` where no record can be read: with `confirm: false`, and for a type that this version does not know. */
  readonly canBeRead: boolean
}

/** The record, its event and the verdict on it. */
export interface View {
  readonly event: WebhookEvent
  readonly record: Payment | Payout | undefined
  readonly verdict: Verdict
}

const isSet = (value: unknown) => value !== undefined && value !== null && value !== ''

/** Members that count only from a record: money, status, time and ownership; in upper or lower case, and in camelCase. */
const decided =
  /amount|currency|commission|convert|rate|discount|network|status|is_?final|balance|fee|total|price|_at$|(?<!^transfer)_id$|order_?id|uuid|additional_?data/i
const decidedCamel = /[a-z](?:Id|At)$/

const isDecided = (name: string) => decided.test(name) || decidedCamel.test(name)

// The event is frozen, and the record is the reader's own.
const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]))
}

/** Makes the event of the gateway's record; `undefined` if that has no status. */
export function applyRecord(
  { type, uuid, orderId, delivered }: Omit<Errand, 'key' | 'canBeRead'>,
  record: Payment | Payout,
): WebhookEvent | undefined {
  const said: Readonly<Record<string, unknown>> = { ...record }
  const status = isSet(said.payment_status) ? said.payment_status : said.status
  if (typeof status !== 'string' || status === '') return undefined
  // Members that belong to another status must not stay in this event: the fail_reason of an old failure, for example.
  const words = delivered?.status === status ? Object.entries(delivered).filter(([name]) => !isDecided(name)) : []
  const read = Object.entries(said).filter(([, value]) => value !== undefined)
  const members = {
    ...Object.fromEntries([...words, ...read.map(([name, value]) => [name, copyOf(value)])]),
    status,
    type,
  }
  const order_id = isSet(said.order_id) ? said.order_id : (orderId ?? said.order_id)
  return finishEvent({ ...members, uuid, order_id })
}

/** Reads a record by one of its ids. */
export const getRecord = (settings: HandlerSettings, type: string, ref: RecordRef): Promise<Payment | Payout> => {
  const group = type === 'payout' ? 'payouts' : 'payments'
  const reader: { get(ref: RecordRef): Promise<Payment | Payout> } = (settings.confirm as RecordReader)[group]
  return inTime(settings, `confirm.${group}.get`, () => reader.get(ref))
}

/** Makes the reply to a record that could not be read. */
export const unread = (error: unknown, event?: WebhookEvent): Reply =>
  isNotFound(error)
    ? unconfirmed(event)
    : reply('unavailable', { text: 'the record could not be read', event, isUnread: true, error })

const unconfirmed = (event?: WebhookEvent) =>
  reply('unconfirmed', { event, isUnread: true, detail: 'the gateway has no such record' })

/** Returns `true` if a record is the one that is meant. For a payout without order_id, a second read by order_id decides. */
async function belongsTo(settings: HandlerSettings, record: Payment | Payout, errand: Errand) {
  const { type, uuid, orderId } = errand
  if (record.uuid !== uuid) return false
  if (!isSet(orderId)) return true
  if (isSet(record.order_id)) return String(record.order_id) === String(orderId)
  if (type !== 'payout') return true
  try {
    return (await getRecord(settings, type, { order_id: String(orderId) })).uuid === uuid
  } catch (error) {
    // The gateway looks up no order_id over 32 characters, and the client asks for none. That forges nothing.
    if (isCryptomusError(error, 'validation')) return true
    throw error
  }
}

/** Reads the record once, and makes its event. */
async function readOnce(settings: HandlerSettings, errand: Errand): Promise<Step<Omit<View, 'verdict'>>> {
  const { type, uuid, delivered: event } = errand
  try {
    const record = await getRecord(settings, type, { uuid })
    if (!(await belongsTo(settings, record, errand))) return unconfirmed(event)
    const confirmed = applyRecord(errand, record)
    if (confirmed !== undefined) return { event: confirmed, record }
    return reply('unavailable', { text: 'the record has no status', event, isUnread: true })
  } catch (error) {
    return unread(error, event)
  }
}

const isWorthAnother = ({ lag, isDoubtful }: Verdict) => lag !== undefined || isDoubtful

/** Pauses before the record is read again, because what was read lags: two reads within two seconds. */
const rereadAfterMs = [400, 1_200]

/**
 * Reads the record and judges it by the memory. A record that lags, or may lag, is read twice again, and the newest read counts.
 *
 * A signature proves who wrote a webhook, not that its content is true: the gateway signs test webhooks of any status with the
 * same key, and an old one can be replayed.
 */
export async function readRecord(settings: HandlerSettings, errand: Errand, memory: Memory): Promise<Step<View>> {
  const { delivered, type } = errand
  if (delivered !== undefined && !errand.canBeRead) {
    return { event: delivered, record: undefined, verdict: judge(memory, delivered, undefined, false) }
  }
  const look = async (): Promise<Step<View>> => {
    const read = await readOnce(settings, errand)
    return isReply(read) ? read : { ...read, verdict: judge(memory, read.event, delivered) }
  }
  let best = await look()
  for (const ms of rereadAfterMs) {
    if (isReply(best) || !isWorthAnother(best.verdict)) return best
    await pause(settings, ms)
    const next = await look()
    if (!isReply(next) && !isOlder(type, stateOf(next.event), stateOf(best.event), true)) best = next
  }
  return best
}
