import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import type { Caller } from '../operations/types.ts'
import { runPayoutFlow } from './payout-flow.ts'
import { findPayout, settledResult } from './payout-read.ts'
import { lookUp, unansweredSince } from './payout-steps.ts'
import type { EnsuredPayout, EnsurePayoutOptions } from './types.ts'

/** Milliseconds to wait for a request without a response. A later arrival is rare, and cannot be excluded. */
const closeAfterMs = 15 * 60_000

/**
 * Gives up a payout: sends nothing more, and resolves with what is certain, as `ensurePayout` does.
 *
 * Call it where a queue has run out of attempts, before anything is refunded. If the gateway holds the payout, it resolves
 * with `sent` or `failed`. Otherwise it rejects with `unsettled` while a request may still arrive: the last one without a
 * response until that is 15 minutes old, a copy of the last one with a response until that is `graceMs` old. After that, and
 * after a read that finds nothing, it resolves with `refused` and the reason `closed`, and so does every later `ensurePayout`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: the error names the param or the option.
 * @throws {CryptomusError} kind `conflict`: another payout lives under this `order_id`, given as `existing` where it is known.
 * @throws {CryptomusError} kind `unsettled`: it is not known yet; call again after `retryAfterMs`.
 * @throws the reason of `signal`, if it was aborted before anything was read.
 * @example
 * ```ts
 * import { type Caller, type CreatePayoutParams, closePayout, type Store } from 'cryptomus-kit'
 *
 * export async function giveUp(client: Caller, params: CreatePayoutParams, store: Store): Promise<boolean> {
 *   const { state } = await closePayout(client, params, { store }) // rejects while a request may still arrive: call again
 *   return state !== 'sent' // only then give the balance back
 * }
 * ```
 */
export async function closePayout(
  client: Caller,
  params: CreatePayoutParams,
  options: EnsurePayoutOptions,
): Promise<EnsuredPayout> {
  return runPayoutFlow(client, params, options, async (job) => {
    const { step, recorded } = await lookUp(job)
    if (step !== undefined) return step
    const record = await findPayout(job, recorded)
    if (record !== undefined) {
      return recorded === undefined && 'open' in Object(record) && job.signal?.aborted ? 'aborted' : record
    }
    const { sentAt, unansweredAt, graceMs = job.graceMs } = recorded?.entry ?? {}
    const left = (since: number | undefined, ms: number) =>
      since === undefined ? 0 : ms - Math.max(0, job.now() - since)
    // A sender with a long grace period may wait a quarter of it for its response.
    const unanswered = left(recorded && unansweredSince(recorded), Math.max(closeAfterMs, graceMs))
    // The network may have made a copy of a request that got a response.
    const retryAfterMs = Math.max(unanswered, left(sentAt, graceMs))
    if (retryAfterMs > 0) return { open: { retryAfterMs, why: 'a request that was sent may still arrive' } }
    // `closed` is stored before it is returned.
    const closed = await job.journal.write(recorded, { state: 'closed', sentAt, unansweredAt })
    const ended = closed && settledResult(closed)
    return ended === undefined ? 'again' : { result: ended }
  })
}
