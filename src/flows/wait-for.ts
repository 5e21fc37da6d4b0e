import { configError, createError } from '../errors/create-error.ts'
import { isCryptomusError, isResponseError } from '../errors/is-cryptomus-error.ts'
import { isNotFound } from '../errors/is-not-found.ts'
import type { CryptomusError, ExistingRecord } from '../errors/types.ts'
import { getPayment } from '../operations/payments/manage-payments.ts'
import type { Payment } from '../operations/payments/payment.ts'
import { getPayout } from '../operations/payouts/manage-payouts.ts'
import type { Payout } from '../operations/payouts/payout.ts'
import type { RecordRef } from '../operations/shared.ts'
import type { Caller, Operation } from '../operations/types.ts'
import { assertOptions, functionForm, millisecondsForm, type OptionForms, signalForm } from '../options/forms.ts'
import type { Signal } from '../platform/types.ts'
import {
  createOnAbort,
  deriveSignal,
  notify,
  platformClocks,
  raceTimeout,
  sleepFor,
  untilAbort,
} from '../platform/waiting.ts'
import { isPaid } from '../status/status.ts'
import { assertCaller } from './arguments.ts'

/** Options of `waitForPayment` and `waitForPayout`. */
export interface WaitOptions<Found> {
  /** Milliseconds for the whole wait, the reads included: above zero and below 2 ** 31, which is 24 days. */
  readonly timeoutMs: number
  /**
   * Returns whether the wait is over, for a record that was read. It replaces the default, so a record that is final and does not
   * fit is waited for until the time is up.
   *
   * @default a payment that is paid or final; a payout that is final
   */
  readonly until?: ((record: Found) => boolean | Promise<boolean>) | undefined
  /** Called after each read that does not end the wait. An error that it throws is ignored. @default none */
  readonly onProgress?: ((progress: WaitProgress<Found>) => unknown) | undefined
  /** Aborts the wait, which then rejects with the signal's reason. */
  readonly signal?: Signal | undefined
  /** Waits between two reads. With a sandbox: `(ms) => sandbox.advance(ms)`. @default a timer */
  readonly sleep?: ((ms: number, signal?: Signal) => Promise<unknown>) | undefined
}

/** Progress of `waitForPayment` and `waitForPayout`, after each read that does not end the wait. */
export interface WaitProgress<Found> {
  /** Last record that was read; absent as long as there is none. */
  readonly record?: Found | undefined
  /** Error of this read, if it failed; `isNotFound(error)` says that the gateway does not find the record yet. */
  readonly error?: CryptomusError | undefined
  /** Number of reads so far. */
  readonly reads: number
  /** Milliseconds since the wait began. */
  readonly elapsedMs: number
}

const forms: OptionForms<WaitOptions<unknown>> = {
  timeoutMs: millisecondsForm,
  until: functionForm,
  onProgress: functionForm,
  signal: signalForm,
  sleep: functionForm,
}

const firstPauseMs = 2_000
const growth = 1.5
const longestPauseMs = 30_000
const longestReadMs = 30_000
/** The time that is kept for the last read. */
const lastReadMs = 2_000

/** A read that fails may succeed later: the record is not found yet, or the identical call may be made again. */
const mayPass = (error: unknown): error is CryptomusError =>
  isNotFound(error) || (isCryptomusError(error) && error.retryable)

const retryAfterOf = (error: CryptomusError | undefined): number =>
  (isResponseError(error) ? error.retryAfterMs : undefined) ?? 0

/** Makes the error of a wait whose time is up. */
function timeUp({ record, error, reads, elapsedMs }: WaitProgress<ExistingRecord>, operation: string) {
  const state = record === undefined ? 'it was not found' : `its status is ${record.status}`
  const last = error === undefined ? state : `the last read failed: ${error.message.replace(/\.$/, '')}`
  const message = `${operation} was asked ${reads} times in ${elapsedMs} ms, and the wait is not over; ${last}.`
  const fields = { cause: error, existing: record, operation, attempts: reads, elapsedMs }
  return createError('timeout', message, { ...fields, outcome: 'unknown', retryable: true })
}

async function waitFor<Found extends Payment | Payout>(
  client: Caller,
  operation: Operation<RecordRef, Found>,
  ref: RecordRef,
  options: WaitOptions<Found>,
  isOver: (record: Found) => boolean,
): Promise<Found> {
  assertCaller(client)
  const given: Partial<WaitOptions<Found>> = Object(options)
  assertOptions(given, forms)
  const { timeoutMs, until = isOver, onProgress, signal, sleep = sleepFor } = given
  if (timeoutMs === undefined) throw configError('timeoutMs', 'is missing')
  const { now, random } = platformClocks
  const startedAt = now()
  let slept = 0
  // A `sleep` of the caller's may return at once, so the time that it was asked for counts, too.
  const elapsed = () => Math.round(Math.max(now() - startedAt, slept))
  const onAbort = createOnAbort()
  // A function that hangs makes the wait no longer than it may be, and leaves neither a timer nor a listener behind.
  const isDone = async (read: Found) => {
    const own = signal ? deriveSignal(signal, onAbort) : undefined
    const judging = untilAbort(own?.signal, () => until(read))
    const late = () => false
    return raceTimeout(judging, Math.max(timeoutMs - elapsed(), 1), late).finally(own?.stop)
  }
  let record: Found | undefined
  let pauseMs = firstPauseMs
  for (let reads = 1; ; reads++) {
    let found: Found | undefined
    let error: CryptomusError | undefined
    const left = Math.max(timeoutMs - elapsed(), 1)
    try {
      // A read must not take as long as the client would let it.
      found = await operation(client, ref, { signal, timeoutMs: Math.min(left, longestReadMs) })
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason
      if (!mayPass(thrown) || thrown.operation !== operation.id) throw thrown
      error = thrown
    }
    record = found ?? record
    if (found !== undefined && (await isDone(found))) return found
    const elapsedMs = elapsed()
    if (onProgress !== undefined) notify(() => onProgress({ record, error, reads, elapsedMs }))
    const asked = retryAfterOf(error)
    const restMs = timeoutMs - elapsedMs - Math.min(lastReadMs, timeoutMs / 4)
    if (restMs <= 0 || asked > restMs) {
      throw timeUp({ record: record as ExistingRecord | undefined, error, reads, elapsedMs }, operation.id)
    }
    const ms = Math.min(Math.max(pauseMs * (0.8 + 0.4 * random()), asked), restMs)
    if (!signal?.aborted) await untilAbort(signal, () => sleep(ms, signal))
    if (signal?.aborted) throw signal.reason
    slept += ms
    pauseMs = Math.min(pauseMs * growth, longestPauseMs)
  }
}

/**
 * Waits until an invoice is paid or final, whatever the status, and resolves with its record.
 *
 * It reads at once, then after 2 seconds, and then after pauses that grow by half up to 30 seconds, each up to a fifth longer or
 * shorter; a `Retry-After` of the gateway is obeyed. A record that is not found yet, and a read that fails and may be repeated,
 * do not end the wait. It is for pages and scripts: a shop credits in the handler of a webhook, or of `handle.check`.
 *
 * @throws {CryptomusError} kind `timeout`: the time is up. `existing` is the last record, `cause` the error of the last read.
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api` or `response`: the gateway refused in a way that waiting does not mend.
 * @throws the reason of `signal`, and what `until` throws.
 * @example
 * ```ts
 * import { createClient, isPaid, readEnv, waitForPayment } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * const payment = await waitForPayment(client, { order_id: 'order-1' }, { timeoutMs: 3_600_000 })
 * console.log(isPaid(payment) ? 'paid' : payment.payment_status)
 * ```
 */
export async function waitForPayment(
  client: Caller,
  payment: RecordRef,
  options: WaitOptions<Payment>,
): Promise<Payment> {
  return waitFor(client, getPayment, payment, options, (record) => record.is_final || isPaid(record))
}

/**
 * Waits until a payout is final, whatever the status, and resolves with its record; it reads as `waitForPayment` does.
 *
 * It only reads: `ensurePayout` makes the payout, and says what a refund may follow.
 *
 * @throws {CryptomusError} kind `timeout`: the time is up. `existing` is the last record, `cause` the error of the last read.
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api` or `response`: the gateway refused in a way that waiting does not mend.
 * @throws the reason of `signal`, and what `until` throws.
 */
export async function waitForPayout(client: Caller, payout: RecordRef, options: WaitOptions<Payout>): Promise<Payout> {
  return waitFor(client, getPayout, payout, options, (record) => record.is_final)
}
