import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { CryptomusError, Outcome } from '../errors/types.ts'
import { createPayout } from '../operations/payouts/create-payout.ts'
import type { Payout } from '../operations/payouts/payout.ts'
import { isIntentName, type Recorded } from './payout-journal.ts'
import {
  findPayout,
  openFor,
  type PayoutJob,
  type PayoutStep,
  readMade,
  rememberMade,
  resultOf,
  settledResult,
  soonMs,
  watchStatus,
} from './payout-read.ts'

const laterMs = 30_000
/** After this time a request without a response is not repeated: the gateway may have forgotten the order_id. */
const longestMs = 30 * 24 * 3_600_000

/** Returns `true` if the gateway refused the content, not the moment or the account: it refuses every copy in the same way. */
function isContentVerdict(error: unknown): error is CryptomusError<'api'> {
  if (!isCryptomusError(error, 'api')) return false
  if (error.reason === 'amount_limit') return true
  const fields = Object.entries(error.errors)
  // A field may also carry a complaint about the moment. Only a broken rule stays broken.
  const isRule = (complaints: readonly string[]) => complaints.every((each) => each.startsWith('validation.'))
  const isIntent = ([name, complaints]: (typeof fields)[number]) => isIntentName(name) && isRule(complaints)
  return error.reason === 'invalid_params' && fields.length > 0 && fields.every(isIntent)
}

/** Returns the proven outcome of a call without a record. Errors that are not its own, a middleware's for example, prove nothing. */
function provenOutcome(error: unknown, isAnswer: boolean): Outcome {
  if (!isCryptomusError(error) || error.operation !== createPayout.id) return 'unknown'
  if (error.outcome !== 'rejected') return error.outcome
  return error.kind === 'api' && isAnswer ? 'rejected' : 'unknown'
}

/** Ends a send that brought no record: stores what it proved, looks for the record, and stores a refusal of the content. */
async function endSend(
  job: PayoutJob,
  sending: Recorded,
  error: unknown,
  { outcome, sentBefore }: { readonly outcome: Outcome; readonly sentBefore: number | undefined },
): Promise<PayoutStep> {
  const { journal, now, graceMs } = job
  const { sentAt: at = 0, unansweredAt: before } = sending.entry
  // A clock that was set back must not make the request older than it is.
  const unansweredAt = outcome === 'unknown' ? Math.max(now(), at) : before
  const sentAt = outcome === 'not_sent' ? sentBefore : at
  const open = await journal.write(sending, { state: 'open', sentAt, unansweredAt, graceMs })
  const isOurs = isCryptomusError(error) && error.operation === createPayout.id
  if (isOurs && outcome === 'not_sent' && /^(?:validation|config)$/.test(error.kind)) throw error
  if (outcome === 'not_sent') return openFor(error, 'the request did not leave', soonMs)
  // Another worker has written in between, and its entry counts.
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

/** Sends the payout once, after storing that it is about to. */
export async function send(job: PayoutJob, recorded: Recorded | undefined): Promise<PayoutStep> {
  const { caller, params, journal, graceMs, signal, now } = job
  const sentAt = now()
  // An earlier request without a response may still arrive, too.
  const unansweredAt = recorded && unansweredSince(recorded)
  const sentBefore = recorded?.entry.sentAt
  const sending = await journal.write(recorded, { state: 'sending', sentAt, unansweredAt, graceMs })
  if (sending === undefined) return 'again'
  const timeoutMs = graceMs / 4
  // A process that was frozen here does not know what others have done since.
  if (Math.abs(now() - sentAt) > timeoutMs) {
    await journal.write(sending, { state: 'open', sentAt: sentBefore, unansweredAt })
    return { open: { retryAfterMs: 1_000, why: 'the process stood still before it could send' } }
  }
  if (signal?.aborted) {
    await journal.write(sending, { state: 'open', sentAt: sentBefore, unansweredAt })
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
    if (!isAnswered || !isCryptomusError(error, 'conflict')) {
      return endSend(job, sending, error, { outcome, sentBefore })
    }
    const { uuid } = Object(error.existing) as { readonly uuid?: string }
    if (typeof uuid === 'string') await rememberMade(job, sending, uuid)
    throw error
  }
  await rememberMade(job, sending, payout.uuid)
  return { result: resultOf(payout) }
}

/** Returns the time of the last request that may still arrive; `undefined` if there is none. */
export const unansweredSince = ({ entry }: Recorded): number | undefined =>
  entry.state === 'sending' ? entry.sentAt : entry.unansweredAt

/** Milliseconds by which clocks may differ. A time that is less far in the future counts as now, and needs no correction. */
const mostSkewMs = 15 * 60_000

/** Corrects a time far in the future, which a wrong clock has written, so that nobody waits for it for years. */
async function correctTimes({ journal, now }: PayoutJob, recorded: Recorded): Promise<Recorded | undefined> {
  const { entry } = recorded
  const { sentAt, unansweredAt } = entry
  // One reading of a clock that is set right at this moment must not make a request older than it is.
  const at = Math.max(now(), now())
  if (Math.max(sentAt ?? 0, unansweredAt ?? 0) <= at + mostSkewMs) return recorded
  const notAfter = (time: number | undefined) => (time === undefined ? undefined : Math.min(time, at))
  return journal.write(recorded, { ...entry, sentAt: notAfter(sentAt), unansweredAt: notAfter(unansweredAt) })
}

/**
 * Looks up the entry of a payout. Resolves with the step that the entry decides by itself, or with the entry and its corrected
 * times; with neither if there is no entry.
 */
export async function lookUp(job: PayoutJob): Promise<{ readonly step?: PayoutStep; readonly recorded?: Recorded }> {
  const found = await job.journal.read()
  if (found === undefined) return {}
  const result = settledResult(found)
  if (result !== undefined) return { step: { result } }
  if (found.entry.state === 'made') return { step: await readMade(job, found) }
  const recorded = await correctTimes(job, found)
  return recorded === undefined ? { step: 'again' } : { recorded }
}

/** Continues a payout of which a request may still arrive: looks for it, waits out the grace period, and sends it again. */
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
