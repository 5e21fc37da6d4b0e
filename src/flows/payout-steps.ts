import { comparesNothing, findDifferences } from '../call/check-echo.ts'
import { createError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import { isNotFound } from '../errors/is-not-found.ts'
import type { CryptomusError, Outcome, RefusalReason } from '../errors/types.ts'
import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import { createPayout } from '../operations/payouts/create-payout.ts'
import { getPayout } from '../operations/payouts/manage-payouts.ts'
import type { Payout } from '../operations/payouts/payout.ts'
import type { Caller, ResponseInfo } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'
import { isIntentName, type PayoutJournal, type Recorded } from './payout-journal.ts'
import type { EnsuredPayout } from './types.ts'

/** Arguments of a step. */
export interface PayoutJob {
  readonly caller: Caller
  readonly params: CreatePayoutParams
  readonly journal: PayoutJournal
  readonly graceMs: number
  readonly signal: Signal | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Why a payout is not settled yet. */
export interface Open {
  readonly retryAfterMs: number
  readonly why: string
  readonly reason?: RefusalReason | undefined
  readonly cause?: unknown
  /** True if asking before `retryAfterMs` is of no use. @default false */
  readonly isPaced?: boolean | undefined
  /** True if no later call will bring news by itself. @default false */
  readonly isStuck?: boolean | undefined
}

/**
 * Result of a step: what is certain, or why nothing is yet. `again` asks for another look at once; `aborted` says that the
 * caller's signal came before anything was written down.
 */
export type PayoutStep = { readonly result: EnsuredPayout } | { readonly open: Open } | 'again' | 'aborted'

const soonMs = 10_000
const laterMs = 30_000
/** After this time an unanswered request is not repeated: the gateway may have forgotten the order_id. */
const longestMs = 30 * 24 * 3_600_000

const badEnds: readonly string[] = ['fail', 'cancel', 'system_fail']

/** Returns the result that a record means: the gateway holds the payout, and may have ended it badly. */
const resultOf = (payout: Payout): EnsuredPayout => ({
  state: payout.is_final && badEnds.includes(payout.status) ? 'failed' : 'sent',
  payout,
})

/** Returns the result of an entry that nothing can change any more; `undefined` for any other. */
export function settledResult({ entry }: Recorded): EnsuredPayout | undefined {
  const { state, reason = 'invalid_params', message = '' } = entry
  if (state === 'refused') return { state, reason, message }
  const words = 'The payout was given up before it was made, and will not be sent under this order_id.'
  return state === 'closed' ? { state: 'refused', reason: 'closed', message: words } : undefined
}

const openFor = (error: unknown, why: string, retryAfterMs: number): { readonly open: Open } => {
  const isResponse = isCryptomusError(error, 'api') || isCryptomusError(error, 'response')
  const asked = isResponse && Number.isFinite(error.retryAfterMs) ? error.retryAfterMs : undefined
  const reason = isCryptomusError(error, 'api') ? error.reason : undefined
  // Who asks for patience, or refuses for now, is not asked again before.
  const isPaced = asked !== undefined || reason !== undefined
  return { open: { retryAfterMs: Math.max(asked ?? retryAfterMs, 1_000), why, reason, cause: error, isPaced } }
}

/** Throws a `conflict` if a record is not the payout that was asked for. */
function assertSameRecord({ params, caller }: PayoutJob, payout: Payout): void {
  if (comparesNothing in caller) return
  const { order_id: asked } = params
  // A database that compares texts without case or accents finds the payout of another order_id.
  const names = ['order_id', 'amount', 'currency', 'network', 'address']
  const fields = findDifferences(names, { ...params }, { ...payout })
  if (fields.length === 0) return
  const message = `The gateway holds a record under the order_id ${asked} that differs in ${fields.join(', ')}: an older one, or this one as the gateway writes it. Compare it in existing, and never send this again under another order_id.`
  const existing = { ...payout }
  throw createError('conflict', message, { fields, existing, outcome: 'unknown', operation: createPayout.id })
}

/**
 * Remembers that the gateway holds the payout, whoever has written in between, and tries again where the store fails: a gateway that
 * forgets the order_id must find the entry. What is certain is told even if that fails.
 */
export async function rememberMade(
  { journal, signal }: PayoutJob,
  recorded: Recorded | undefined,
  uuid: string,
): Promise<void> {
  let current = recorded
  for (let tries = 0; tries < 5; tries++) {
    try {
      // After a failure nobody knows what is there.
      if (tries > 0) current = await journal.read()
      if (current?.entry.state === 'made') return
      const { sentAt, unansweredAt } = current?.entry ?? {}
      if ((await journal.write(current, { state: 'made', uuid, sentAt, unansweredAt })) !== undefined) return
    } catch {
      // The next try, or the next read of the record, makes up for it. A caller who has given up waits for neither.
      if (signal?.aborted) return
    }
  }
}

/** Notes the status of the last complete response to one call. */
function watchStatus() {
  let status: number | undefined
  return {
    onResponse: (response: ResponseInfo) => {
      status = response.status
    },
    /**
     * Returns whether an error tells what the gateway answered to this very call. One of another call, which a middleware has made and
     * lets out, proves nothing about this one.
     */
    isAnswer: (error: CryptomusError, { id }: { readonly id: string }): boolean =>
      error.operation === id && status !== undefined && (error.kind !== 'api' || error.status === status),
  }
}

/** Reads the payout from the gateway, by what is known of it. */
async function readRecord(
  { caller, params, signal }: PayoutJob,
  uuid?: string,
  onResponse?: (response: ResponseInfo) => void,
): Promise<Payout> {
  return getPayout(caller, uuid === undefined ? { order_id: params.order_id } : { uuid }, { signal, onResponse })
}

/** A gateway that cannot be asked for payouts will not be asked again. */
function throwIfUnsupported(error: unknown): void {
  if (isCryptomusError(error, 'config') && error.operation === getPayout.id) throw error
}

/** Returns whether words speak of a record. A bare 404 may be a proxy's, which has not looked for any. */
const namesRecord = ({ status, gatewayMessage = '' }: CryptomusError<'api'>): boolean =>
  status !== 404 || /payout|query results|record/i.test(gatewayMessage)

/** Reads a payout that the gateway is known to hold. From then on nothing is sent, whatever a read says. */
export async function readMade(job: PayoutJob, { entry }: Recorded): Promise<PayoutStep> {
  let payout: Payout
  try {
    payout = await readRecord(job, entry.uuid)
  } catch (error) {
    throwIfUnsupported(error)
    const why = 'the gateway holds it, but could not be asked where it stands'
    return openFor(error, why, soonMs)
  }
  assertSameRecord(job, payout)
  return { result: resultOf(payout) }
}

/** Looks for the payout at the gateway: its result if it is there, `undefined` if it is not found, or why that is unknown. */
export async function findPayout(job: PayoutJob, recorded: Recorded | undefined): Promise<PayoutStep | undefined> {
  let payout: Payout
  const { onResponse, isAnswer } = watchStatus()
  try {
    payout = await readRecord(job, undefined, onResponse)
  } catch (error) {
    if (isNotFound(error) && isAnswer(error, getPayout) && namesRecord(error)) return undefined
    throwIfUnsupported(error)
    return openFor(error, 'the gateway could not be asked whether it holds it', soonMs)
  }
  await rememberMade(job, recorded, payout.uuid)
  assertSameRecord(job, payout)
  return { result: resultOf(payout) }
}

/** Returns whether the gateway refused what was asked, and not the moment or the account: any copy of it is refused alike. */
function isContentVerdict(error: unknown): error is CryptomusError<'api'> {
  if (!isCryptomusError(error, 'api')) return false
  if (error.reason === 'amount_limit') return true
  const fields = Object.entries(error.errors)
  // Words about the moment may stand under a field too. A rule that is broken stays broken.
  const isRule = (complaints: readonly string[]) => complaints.every((each) => each.startsWith('validation.'))
  const isIntent = ([name, complaints]: (typeof fields)[number]) => isIntentName(name) && isRule(complaints)
  return error.reason === 'invalid_params' && fields.length > 0 && fields.every(isIntent)
}

/** Returns what a call that brought no record has proved. Errors that are not its own, a middleware's for example, prove nothing. */
function provenOutcome(error: unknown, isAnswer: boolean): Outcome {
  if (!isCryptomusError(error) || error.operation !== createPayout.id) return 'unknown'
  if (error.outcome !== 'rejected') return error.outcome
  return error.kind === 'api' && isAnswer ? 'rejected' : 'unknown'
}

/** Ends a send that brought no record: what it proved is written down, the record is looked for, and a refusal remembered. */
async function endSend(job: PayoutJob, sending: Recorded, error: unknown, outcome: Outcome): Promise<PayoutStep> {
  const { journal, now, graceMs } = job
  const { sentAt = 0, unansweredAt: before } = sending.entry
  // A clock that was set back must not make it older than it is.
  const unansweredAt = outcome === 'unknown' ? Math.max(now(), sentAt) : before
  const open = await journal.write(sending, { state: 'open', sentAt, unansweredAt, graceMs })
  const isOurs = isCryptomusError(error) && error.operation === createPayout.id
  if (isOurs && outcome === 'not_sent' && /^(?:validation|config)$/.test(error.kind)) throw error
  if (outcome === 'not_sent') return openFor(error, 'the request did not leave', soonMs)
  // Somebody else has taken over, and what they wrote counts.
  if (open === undefined) return 'again'
  const why = outcome === 'rejected' ? 'the gateway refused it for now' : 'the request was sent and not answered'
  const retryAfterMs = outcome === 'rejected' ? laterMs : graceMs
  const found = await findPayout(job, open)
  if (found !== undefined) return 'result' in Object(found) ? found : openFor(error, why, retryAfterMs)
  if (outcome !== 'rejected' || !isContentVerdict(error)) return openFor(error, why, retryAfterMs)
  const reason = error.reason === 'amount_limit' ? 'amount_limit' : 'invalid_params'
  const message = error.gatewayMessage ?? error.message
  const refused = await journal.write(open, { state: 'refused', sentAt, unansweredAt, reason, message })
  const result = refused && settledResult(refused)
  return result === undefined ? 'again' : { result }
}

/** Sends the payout once, after writing down that it does. */
export async function send(job: PayoutJob, recorded: Recorded | undefined): Promise<PayoutStep> {
  const { caller, params, journal, graceMs, signal, now } = job
  const sentAt = now()
  // Of the requests before this one, too, nobody may know whether they arrived.
  const unansweredAt = recorded && unansweredSince(recorded)
  const sending = await journal.write(recorded, { state: 'sending', sentAt, unansweredAt, graceMs })
  if (sending === undefined) return 'again'
  const timeoutMs = Math.min(graceMs / 4, 0x7fffffff)
  // A process that was frozen meanwhile does not know what others have done since.
  if (Math.abs(now() - sentAt) > graceMs / 4) {
    await journal.write(sending, { state: 'open', sentAt, unansweredAt })
    return { open: { retryAfterMs: 1_000, why: 'the process stood still before it could send' } }
  }
  if (signal?.aborted) {
    await journal.write(sending, { state: 'open', sentAt, unansweredAt })
    return { open: { retryAfterMs: 1_000, why: 'it was aborted before it was sent' } }
  }
  let payout: Payout
  const { onResponse, isAnswer } = watchStatus()
  try {
    const options = { retries: 0, timeoutMs, attemptTimeoutMs: timeoutMs, signal, onResponse }
    payout = await createPayout(caller, params, options)
  } catch (error) {
    const isAnswered = isCryptomusError(error) && isAnswer(error, createPayout)
    const outcome = provenOutcome(error, isAnswered)
    if (!isAnswered || !isCryptomusError(error, 'conflict')) return endSend(job, sending, error, outcome)
    const { uuid } = Object(error.existing) as { readonly uuid?: string }
    if (typeof uuid === 'string') await rememberMade(job, sending, uuid)
    throw error
  }
  await rememberMade(job, sending, payout.uuid)
  return { result: resultOf(payout) }
}

/** When the last request ended of which nobody knows whether it arrived; `undefined` if there is none. */
export const unansweredSince = ({ entry }: Recorded): number | undefined =>
  entry.state === 'sending' ? entry.sentAt : entry.unansweredAt

/** Milliseconds by which clocks may differ. Within this, a time in the future counts as now, and comes of age by itself. */
const mostSkewMs = 15 * 60_000

/** Corrects a time far in the future, which a clock that was wrong has written, so that it does not last for years. */
export async function correctTimes({ journal, now }: PayoutJob, recorded: Recorded): Promise<Recorded | undefined> {
  const { entry } = recorded
  const since = unansweredSince(recorded)
  // One reading of a clock that is set right at this moment must not make a request older than it is.
  const at = Math.max(now(), now())
  if (since === undefined || since <= at + mostSkewMs) return recorded
  const notAfter = (time: number | undefined) => (time === undefined ? undefined : Math.min(time, at))
  const { sentAt, unansweredAt } = entry
  return journal.write(recorded, { ...entry, sentAt: notAfter(sentAt), unansweredAt: notAfter(unansweredAt) })
}

/** Goes on with a payout of which a request may still arrive: looks for it, waits out the grace period, and sends it again. */
export async function resume(job: PayoutJob, recorded: Recorded, since: number): Promise<PayoutStep> {
  const { now } = job
  // The request of a worker with a longer grace period may take longer, too.
  const graceMs = Math.max(job.graceMs, recorded.entry.graceMs ?? 0)
  const found = await findPayout(job, recorded)
  if (found !== undefined) return found
  const age = Math.max(0, now() - since)
  if (age > longestMs) {
    const why = 'a request of more than 30 days ago was never answered, and the gateway may have forgotten it'
    return { open: { retryAfterMs: laterMs, why, isStuck: true } }
  }
  if (age >= graceMs) return send(job, recorded)
  const isOnItsWay = recorded.entry.state === 'sending' && age < graceMs / 4
  const why = isOnItsWay ? 'another worker is sending it' : 'a request that was not answered may still arrive'
  return { open: { retryAfterMs: isOnItsWay ? 2_000 : graceMs - age, why } }
}
