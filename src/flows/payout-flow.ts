import { configError, createError, validationError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import { type CreatePayoutParams, createPayout } from '../operations/payouts/create-payout.ts'
import type { Caller } from '../operations/types.ts'
import {
  anyForm,
  assertOptions,
  functionForm,
  type OptionForm,
  type OptionForms,
  signalForm,
} from '../options/forms.ts'
import { sleepFor } from '../platform/waiting.ts'
import { runSchema } from '../schema/standard-schema.ts'
import { requireStore } from '../stores/make-store.ts'
import { assertCaller } from './arguments.ts'
import { createJournal, storeErrorIn } from './payout-journal.ts'
import type { Open, PayoutJob, PayoutStep } from './payout-read.ts'
import type { EnsuredPayout, EnsurePayoutOptions } from './types.ts'

const longestOrderId = 32
const leastGraceMs = 60_000
const mostGraceMs = 24 * 3_600_000

const forms: OptionForms<EnsurePayoutOptions> = {
  store: anyForm,
  waitMs: [(value) => typeof value === 'number' && value >= 0, 'must be milliseconds, 0 or more'],
  graceMs: [
    (value) => typeof value === 'number' && value >= leastGraceMs && value <= mostGraceMs,
    'must be milliseconds from 60000 (a request can arrive a minute after its sender died) to 86400000',
  ],
  signal: signalForm,
  now: functionForm,
  sleep: functionForm,
}

/** A time in September 2001. A clock that is earlier counts from its own start, or in seconds, and is refused. */
const earliestMs = 1_000_000_000_000

/** Throws a `validation` error for params that no payout can have, before anything is written or sent. */
function assertParams(params: CreatePayoutParams): void {
  const checked = runSchema(createPayout.params, params)
  // Only the client knows `allowHttp`, so it checks an http address before it sends.
  const isForClient = (path: string) =>
    path === 'url_callback' && Object.hasOwn(params, path) && /^http:/i.test(String(params.url_callback))
  const issues = (checked.issues ?? []).filter(({ path }) => !isForClient(path))
  if (issues.length > 0) {
    const words = issues.map(({ path, message }) => `${path} ${message}`).join('; ')
    throw createError('validation', `The payout was not sent: ${words}.`, { issues })
  }
  if ([...params.order_id].length <= longestOrderId) return
  const way = 'a UUID without its hyphens has 32, and payoutOrderId() makes one of anything'
  throw validationError('order_id', `must have at most 32 characters, because a longer one cannot be looked up; ${way}`)
}

/** Checks params and copies them, because a caller may change its own in the meantime. */
function readParams(params: CreatePayoutParams): CreatePayoutParams {
  try {
    // The original, because inherited members count here.
    assertParams(params)
    const copy = { ...params }
    assertParams(copy)
    return copy
  } catch (error) {
    if (isCryptomusError(error)) throw error
    // A getter or a proxy threw.
    throw Object.assign(validationError('params', 'cannot be read'), { cause: error })
  }
}

/** Returns whether a clock has given milliseconds since 1970. */
const isTime = (ms: unknown) => Number.isFinite(ms) && Number(ms) > earliestMs

/** Checks the client and the options of a flow once; `more` are those that only the caller of this function knows. */
export function readFlowOptions(
  caller: Caller,
  options: EnsurePayoutOptions,
  more: Readonly<Record<string, OptionForm>> = {},
) {
  assertCaller(caller)
  const given: Partial<EnsurePayoutOptions> = Object(options)
  assertOptions(given, { ...forms, ...more })
  const { waitMs = 0, graceMs = 120_000, signal, now = Date.now, sleep = sleepFor } = given
  const store = requireStore(given.store)
  if (store.expires) throw configError('store', 'expires its entries; those of payouts must be kept for good')
  const startedAt = now()
  if (!isTime(startedAt)) throw configError('now', 'must return milliseconds since 1970, as Date.now does')
  return { store, waitMs, graceMs, signal, now, sleep, startedAt }
}

/** Checks the arguments of a flow once, before anything is read, written or sent. */
function readJob(caller: Caller, params: CreatePayoutParams, options: EnsurePayoutOptions) {
  const { store, waitMs, graceMs, signal, now, sleep, startedAt } = readFlowOptions(caller, options)
  let last = startedAt
  const copy = readParams(params)
  const job: PayoutJob = {
    caller,
    params: copy,
    journal: createJournal(store, caller.scope, copy, signal),
    graceMs,
    signal,
    // An invalid reading does not replace the last valid one.
    now: () => {
      const ms = now()
      if (isTime(ms)) last = ms
      return last
    },
  }
  return { job, waitMs, sleep }
}

/** Creates the error of a payout without a certain result. */
export function unsettled(orderId: string, open: Open) {
  const { retryAfterMs, why, reason, cause, isStuck = false } = open
  const next = isStuck
    ? 'Nothing is sent any more: look it up at the gateway by hand'
    : 'Call again with the same params and the same store'
  const words = reason === undefined ? why : `${why} (${reason})`
  const message = `The payout ${orderId} is not settled: ${words}. ${next}, and never under another order_id.`
  const fields = { orderId, retryAfterMs, reason, cause, outcome: 'unknown', retryable: !isStuck } as const
  return createError('unsettled', message, fields)
}

/** Errors that are about the caller's arguments or the record, and that no later call can change. */
const isLasting = (error: unknown) =>
  (['conflict', 'validation', 'config'] as const).some((kind) => isCryptomusError(error, kind))

/**
 * Takes steps until one has a certain result or the time is up. Every other failure, of the store too, is `unsettled`, so that
 * `retryable` alone decides between again and stop.
 */
export async function runPayoutFlow(
  caller: Caller,
  params: CreatePayoutParams,
  options: EnsurePayoutOptions,
  look: (job: PayoutJob) => Promise<PayoutStep>,
): Promise<EnsuredPayout> {
  const { job, waitMs, sleep } = readJob(caller, params, options)
  const { signal } = job
  if (signal?.aborted) throw signal.reason
  let waited = 0
  let pauseMs = 1_000
  let said: Pick<Open, 'cause' | 'reason'> = {}
  for (let looks = 0; ; ) {
    let step: PayoutStep
    try {
      step = await look(job)
    } catch (error) {
      const failed = storeErrorIn(error)
      // Each step reads first, so nothing was stored.
      if (failed !== undefined && signal?.aborted && failed.cause === signal.reason && !job.journal.hasWritten()) {
        throw signal.reason
      }
      if (failed === undefined && isLasting(error)) throw error
      const { cause } = failed ?? { cause: error }
      step = { open: { retryAfterMs: 5_000, why: 'the store could not be used', cause } }
    }
    // Another worker was quicker. A third step in a row would end in the same way.
    if (step === 'again' && ++looks < 3) continue
    if (step === 'again') step = { open: { retryAfterMs: 1_000, why: 'another worker is busy with it' } }
    if (step === 'aborted') throw signal?.reason
    if ('result' in step) return step.result
    // A step that only waits has no new cause.
    if (step.open.cause !== undefined) said = step.open
    else step = { open: { ...step.open, cause: said.cause, reason: said.reason } }
    if (signal?.aborted) throw unsettled(job.params.order_id, { ...step.open, cause: signal.reason })
    const left = waitMs - waited
    if (left <= 0 || step.open.isStuck) throw unsettled(job.params.order_id, step.open)
    const { isPaced = false, retryAfterMs } = step.open
    if (isPaced && retryAfterMs > left) throw unsettled(job.params.order_id, step.open)
    const ms = Math.min(isPaced ? retryAfterMs : Math.min(pauseMs, retryAfterMs), left)
    try {
      await sleep(ms, signal)
    } catch (error) {
      throw unsettled(job.params.order_id, { ...step.open, cause: signal?.aborted ? signal.reason : error })
    }
    waited += ms
    pauseMs = Math.min(pauseMs * 1.5, 10_000)
    looks = 0
  }
}
