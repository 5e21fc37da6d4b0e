import type { Random } from '../../support/random.ts'

/** One state of a record, and what the gateway says of it. */
export interface Chapter {
  /** Place in the life; later is newer. */
  readonly index: number
  readonly at: number
  readonly status: string
  readonly amount: string
  readonly isFinal: boolean
  readonly expiredAt: number
}

/** The life of a record, from the first state to the last. */
export interface Life {
  readonly uuid: string
  readonly type: 'payment' | 'wallet' | 'payout'
  readonly chapters: readonly Chapter[]
  /** Whether records of this life say when they changed. */
  readonly hasTimes: boolean
  /** Whether every status and every way is one that the gateway documents. */
  readonly isDocumented: boolean
  /** How the record differs from the webhook for ever; `undefined` if it does not. */
  readonly differs: 'amount' | 'status' | undefined
}

type Beat = readonly [status: string, amount: string, isFinal: boolean, refreshed?: boolean]

const unknown: Beat = ['aml_check', '0', false]

/** What a payer and the gateway do to an invoice. */
function paymentBeats(random: Random): Beat[] {
  const chance = (share: number) => random.next() < share
  const beats: Beat[] = [['check', '0', false]]
  if (chance(0.25)) beats.push(['cancel', '0', true], ['check', '0', false, true])
  if (chance(0.2)) beats.push(['process', '0', false])
  if (chance(0.6)) beats.push(['confirm_check', '0', false])
  if (chance(0.35)) beats.push(['wrong_amount_waiting', '10', false])
  if (chance(0.25)) beats.push(['wrong_amount_waiting', '30', false])
  const end = random.next()
  if (end < 0.45) beats.push(['paid', '50', true])
  if (end < 0.2 || (end >= 0.45 && end < 0.6)) beats.push(['paid_over', '60', true])
  if (end < 0.6 && chance(0.2)) beats.push(['paid_over', '70', true])
  if (end >= 0.6 && end < 0.7) beats.push(['wrong_amount', '30', true])
  if (end >= 0.7 && end < 0.85) beats.push(['cancel', '0', true])
  if (end >= 0.85 && end < 0.92) beats.push(['fail', '0', true])
  if (end >= 0.92) beats.push(['system_fail', '0', true])
  const paid = beats.at(-1)?.[1] ?? '0'
  if (end < 0.7 && chance(0.4)) {
    beats.push(['refund_process', paid, false])
    if (chance(0.4)) beats.push(['refund_fail', paid, true])
    if (beats.at(-1)?.[0] === 'refund_fail' && chance(0.7)) beats.push(['refund_process', paid, false])
    if (beats.at(-1)?.[0] === 'refund_process') beats.push([chance(0.7) ? 'refund_paid' : 'refund_fail', paid, true])
  }
  return beats
}

function payoutBeats(random: Random): Beat[] {
  const chance = (share: number) => random.next() < share
  const beats: Beat[] = [['process', '5', false]]
  if (chance(0.4)) beats.push(['check', '5', false])
  while (chance(0.35)) {
    beats.push(['fail', '5', false])
    if (chance(0.7)) beats.push(['process', '5', false])
  }
  const end = random.next()
  if (end < 0.5) beats.push(['paid', '5', true])
  else if (end < 0.8) beats.push(['fail', '5', true])
  else beats.push([end < 0.9 ? 'cancel' : 'system_fail', '5', true])
  return beats
}

/** Adds what no page of the gateway mentions: unknown statuses, and ways back that it may take all the same. */
function addOddities(beats: Beat[], random: Random): Beat[] {
  const odd = [...beats]
  const paid = odd.findIndex(([status]) => status === 'paid')
  const [, amount = '0'] = odd[paid] ?? []
  if (paid >= 0 && random.next() < 0.6) odd.splice(paid + 1, 0, ['locked', amount, false], ['paid', amount, true])
  if (random.next() < 0.6) odd.splice(1 + random.below(odd.length), 0, unknown)
  return odd
}

/** Ends a life with the payment that the record shows otherwise, so that nothing later can stand for it. */
function endPaid(beats: readonly Beat[], differs: 'amount' | 'status'): Beat[] {
  const end = beats.findIndex(([status]) => status === 'paid' || status === 'paid_over')
  if (end < 0) return [...beats]
  return [...beats.slice(0, end), [differs === 'amount' ? 'paid_over' : 'paid', '60', true]]
}

const gapsMs = [
  (random: Random) => 50 + random.next() * 3_000,
  (random: Random) => 3_000 + random.next() * 60_000,
  (random: Random) => 60_000 + random.next() * 3_600_000,
]

/** Longer than any reader of the model lags: what comes back sooner is its own copy to whoever reads. */
export const longestLagMs = 20_000

/** Invents the life of a record. */
export function inventLife(random: Random, startAt: number, uuid = 'u-1'): Life {
  const type = random.pick(['payment', 'payment', 'payment', 'wallet', 'payout'] as const)
  const plain = type === 'payout' ? payoutBeats(random) : paymentBeats(random)
  const isDocumented = random.next() < 0.75
  const odd = isDocumented ? plain : addOddities(plain, random)
  const differs = type !== 'payout' && random.next() < 0.1 ? random.pick(['amount', 'status'] as const) : undefined
  const beats = differs === undefined ? odd : endPaid(odd, differs)
  let at = startAt
  let expiredAt = Math.floor(startAt / 1000) + 3_600
  const seenAt = new Map<string, number>()
  const chapters = beats.map(([status, amount, isFinal, refreshed], index): Chapter => {
    if (index > 0) at += random.pick(gapsMs)(random)
    if (refreshed) expiredAt += 7_200
    const before = seenAt.get(status)
    if (isFinal && before !== undefined) at = Math.max(at, before + 2 * longestLagMs)
    // The state before must have been the record's for longer than a read lags.
    if (isFinal && before !== undefined) at += longestLagMs
    seenAt.set(status, at)
    return { index, at, status, amount, isFinal, expiredAt }
  })
  const hasTimes = random.next() < (type === 'payout' ? 0.3 : 0.9)
  return { uuid, type, chapters, hasTimes, isDocumented, differs }
}

/** Final or paid: what must never be lost. */
export const isSettled = ({ isFinal, status }: Chapter) => isFinal || status === 'paid' || status === 'paid_over'

/** The members of a webhook or a record. */
const wordsOf = ({ uuid }: Life, { index, status, amount, isFinal }: Chapter) => ({
  uuid,
  order_id: 'o-1',
  amount: '50',
  currency: 'USD',
  payer_currency: 'USDT',
  payment_amount: amount,
  status,
  is_final: isFinal,
  chapter: index,
})

/** The body of the webhook that tells of a state. */
export const bodyOf = (life: Life, chapter: Chapter): string =>
  JSON.stringify({ type: life.type, ...wordsOf(life, chapter) })

/** The record in a state. */
export function recordOf(life: Life, chapter: Chapter): object {
  const { type, hasTimes, differs } = life
  const words = wordsOf(life, chapter)
  const status = differs === 'status' && words.status === 'paid' ? 'locked' : words.status
  const amount =
    differs === 'amount'
      ? words.payment_amount.replace(/^([1-9]\d*)$/, (whole) => `${Number(whole) - 1}.99999999`)
      : words.payment_amount
  const times = hasTimes ? { updated_at: new Date(Math.floor(chapter.at / 1000) * 1000).toISOString() } : {}
  if (type === 'payout') return { ...words, payment_amount: undefined, ...times }
  return { ...words, status, payment_status: status, payment_amount: amount, expired_at: chapter.expiredAt, ...times }
}
