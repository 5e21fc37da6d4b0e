import { configError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import type { Caller } from '../operations/types.ts'
import { functionForm, integerForm, type OptionForms } from '../options/forms.ts'
import { createOnAbort, deriveSignal, notify } from '../platform/waiting.ts'
import { ensurePayout } from './ensure-payout.ts'
import { createPace, watchLimits } from './pace.ts'
import { readFlowOptions, unsettled } from './payout-flow.ts'
import { findIntentConflict, intentOf, type PayoutIntent } from './payout-journal.ts'
import { runConcurrently } from './run-concurrently.ts'
import type { EnsurePayoutOptions, PayoutRow, PayoutsProgress, SendPayoutsOptions } from './types.ts'

const ownForms: OptionForms<Omit<SendPayoutsOptions, keyof EnsurePayoutOptions>> = {
  concurrency: integerForm(1, 1_000),
  ratePerSecond: [(value) => typeof value === 'number' && value > 0, 'must be a number of payouts above zero'],
  stopOn: functionForm,
  onProgress: functionForm,
}

/** Reasons for which every other row would be refused, too. */
const commonReasons: readonly unknown[] = ['not_enough_funds', 'forbidden', 'invalid_sign']

function readOptions<Params>(client: Caller, options: SendPayoutsOptions<Params>) {
  const given: Partial<SendPayoutsOptions<Params>> = Object(options)
  const { concurrency = 4, ratePerSecond = Number.POSITIVE_INFINITY, onProgress } = given
  const { stopOn = ({ reason }: PayoutRow<Params>) => commonReasons.includes(reason) } = given
  const { startedAt, ...flow } = readFlowOptions(client, options as SendPayoutsOptions, ownForms)
  return { concurrency, ratePerSecond, stopOn, onProgress, flow }
}

/** Iterates over anything that can be iterated over, except a string, whose characters are no payouts. */
function iterate<Item>(payouts: Iterable<Item> | AsyncIterable<Item>): Iterator<Item> | AsyncIterator<Item> {
  const given = Object(payouts) as Iterable<Item> & AsyncIterable<Item>
  if (typeof given[Symbol.asyncIterator] === 'function') return given[Symbol.asyncIterator]()
  if (typeof given[Symbol.iterator] === 'function' && typeof payouts !== 'string') return given[Symbol.iterator]()
  throw configError('payouts', 'must be an iterable of params: an array, a generator or an async iterable')
}

/** Returns the `order_id` of a row; `undefined` where it is no text, or cannot be read. */
function orderIdOf(params: unknown): string | undefined {
  try {
    const { order_id: orderId } = Object(params) as { readonly order_id?: unknown }
    return typeof orderId === 'string' ? orderId : undefined
  } catch {
    return undefined
  }
}

/**
 * Handles rows of one `order_id` in their order, so that the store finds one that differs from the row before. Of a row that may
 * not have come into the store, the values are remembered here.
 */
function createOrderIds() {
  const running = new Map<string | undefined, Promise<unknown>>()
  const open = new Map<string, PayoutIntent>()
  return {
    /** Waits for the row before with this `order_id`. */
    wait: (params: unknown) => running.get(orderIdOf(params)),
    /** Runs a row, unless the row before asked for another payout. */
    follow: async <Params>(params: Params, run: (params: Params) => Promise<PayoutRow<Params>>) => {
      const orderId = orderIdOf(params)
      if (orderId === undefined) return run(params)
      const before = open.get(orderId)
      // Read now, because an iterable may use one object for all of its rows.
      const intent = intentOf(params)
      const conflict = before && findIntentConflict(intent, before, orderId, 'An earlier row is')
      if (conflict !== undefined) return rowOf(params, conflict)
      const following = run(params)
      running.set(
        orderId,
        following.catch(() => {}),
      )
      try {
        const row = await following
        if (row.state === 'unsettled' || row.state === 'stuck') open.set(orderId, intent)
        return row
      } finally {
        running.delete(orderId)
      }
    },
  }
}

const noRows = { sent: 0, failed: 0, refused: 0, unsettled: 0, stuck: 0 }

/** Makes the row of an error that `ensurePayout` rejects with; throws what concerns more than the row. */
function rowOf<Params>(params: Params, error: unknown): PayoutRow<Params> {
  if (isCryptomusError(error, 'unsettled')) {
    return { params, state: 'unsettled', reason: error.reason, message: error.message, error }
  }
  if (isCryptomusError(error, 'conflict') || isCryptomusError(error, 'validation')) {
    return { params, state: 'stuck', message: error.message, error }
  }
  throw error
}

/**
 * Makes the payouts of any iterable, each once, some at a time, and yields a row for each as it settles.
 *
 * It is a loop over `ensurePayout`, with the same store. Run it again over the same rows to continue; a payout that was made
 * before costs one read. A row never throws: `state` is that of `ensurePayout`, or `unsettled` (another run continues it), or
 * `stuck` (a person has to look). A refund follows `failed` and `refused` only. A row does not wait out `graceMs`,
 * unless `waitMs` allows it.
 *
 * It takes no more rows after `stopOn`, by default where funds are missing or the key is refused. After a 429, no row begins
 * before the gateway's `Retry-After` is over; without one, the pause is a second that doubles up to half a minute. If an
 * `order_id` occurs twice with different values, the second row is `stuck`. Leaving the loop begins nothing new,
 * and waits for the requests that are under way; a row that was taken and has not begun is not made.
 *
 * @throws {CryptomusError} kind `config`: an option, the client or the store is unusable. What has begun is yielded before.
 * @throws what the iterable, `stopOn` or `sleep` throws, and the reason of `signal`. What has begun is yielded before.
 * @example
 * ```ts
 * import { type CreatePayoutParams, createClient, memoryStore, readEnv, sendPayouts } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * const store = memoryStore() // in production a database that all workers share: postgresStore
 * const payouts: CreatePayoutParams[] = [] // each with the order_id of its withdrawal: payoutOrderId
 * for await (const { params, state, payout, message } of sendPayouts(client, payouts, { store })) {
 *   console.log(params.order_id, state, payout?.uuid ?? message)
 * }
 * ```
 */
export async function* sendPayouts<Params extends CreatePayoutParams = CreatePayoutParams>(
  client: Caller,
  payouts: Iterable<Params> | AsyncIterable<Params>,
  options: SendPayoutsOptions<NoInfer<Params>>,
): AsyncGenerator<PayoutRow<Params>, void, undefined> {
  const { concurrency, ratePerSecond, stopOn, onProgress, flow } = readOptions<Params>(client, options)
  const { signal } = flow
  if (signal?.aborted) throw signal.reason
  const iterator = iterate(payouts)
  const orderIds = createOrderIds()
  const onAbort = createOnAbort()
  const counts = { ...noRows }
  let taken = 0
  let hasLeft = false
  const report = (pausedMs: number) => {
    const progress: PayoutsProgress = { taken, ...counts, pausedMs }
    if (onProgress !== undefined) notify(() => onProgress(progress))
  }
  const pace = createPace(flow, ratePerSecond, report)
  const caller = watchLimits(client, pace)
  const sleep: typeof flow.sleep = async (ms) => {
    await pace.sleep(ms)
    // Nobody waits for this row any more.
    if (hasLeft) throw new Error('The loop was left.')
  }
  const skip = (params: Params): PayoutRow<Params> => {
    const why = 'the run ended before it began'
    const open = { retryAfterMs: 1_000, why, cause: signal?.aborted ? signal.reason : undefined }
    const error = unsettled(String(orderIdOf(params)), open)
    return rowOf(params, Object.assign(error, { outcome: 'not_sent' }))
  }
  const run = async (params: Params): Promise<PayoutRow<Params>> => {
    const own = signal ? deriveSignal(signal, onAbort) : undefined
    try {
      return { params, ...(await ensurePayout(caller, params, { ...flow, sleep, signal: own?.signal })) }
    } catch (error) {
      // The caller's own reason means that nothing was stored.
      return own?.signal.aborted && error === own.signal.reason ? skip(params) : rowOf(params, error)
    } finally {
      own?.stop()
    }
  }
  yield* runConcurrently<Params, PayoutRow<Params>>(iterator, {
    concurrency,
    signal,
    onAbort,
    ready: async (params) => {
      taken += 1
      await orderIds.wait(params)
      await pace.wait()
    },
    run: (params) => orderIds.follow(params, run),
    skip,
    settle: async (row) => {
      counts[row.state] += 1
      report(0)
      return stopOn(row)
    },
    end: pace.end,
    leave: () => {
      hasLeft = !signal?.aborted
      pace.endAll()
    },
  })
}
