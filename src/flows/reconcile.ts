import { configError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import { type ListParams, type Page, pages } from '../operations/paging.ts'
import { listPayments } from '../operations/payments/manage-payments.ts'
import type { Payment } from '../operations/payments/payment.ts'
import { listPayouts } from '../operations/payouts/manage-payouts.ts'
import type { Payout } from '../operations/payouts/payout.ts'
import type { Caller, CallOptions } from '../operations/types.ts'
import {
  anyForm,
  assertOptions,
  functionForm,
  type OptionForm,
  type OptionForms,
  signalForm,
} from '../options/forms.ts'
import type { Signal } from '../platform/types.ts'
import { dateParam } from '../schema/param-fields.ts'
import { runSchema } from '../schema/standard-schema.ts'
import type { DeliveryReport, WebhookHandle } from '../webhooks/handler/types.ts'
import { assertCaller } from './arguments.ts'

/** Options of `reconcilePayouts`. */
export interface ReconcileOptions {
  /**
   * Earliest time of creation: a `Date`, or a string in the gateway's time (UTC+3), `"2026-01-31 00:00:00"`. The lists know no other
   * time, so go back as far as your open records, and not further than the store of the handler remembers.
   */
  readonly since: Date | string
  /** Latest time of creation, in the same forms. @default none */
  readonly until?: Date | string | undefined
  /** Page to begin with: the `cursor` of the last record of a run that ended early. @default the first */
  readonly cursor?: string | undefined
  /** Aborts the walk, which then throws the signal's reason; a record that is being checked is finished. */
  readonly signal?: Signal | undefined
}

/** Options of `reconcilePayments`. */
export interface ReconcilePaymentsOptions extends ReconcileOptions {
  /**
   * Returns whether a record is an invoice or a deposit to a static wallet, whose handlers are its own. The list holds both, and
   * nothing in a record tells them apart but your own `order_id`.
   *
   * @default payment, for each
   */
  readonly typeOf?: ((record: Payment) => 'payment' | 'wallet') | undefined
}

/** One record of the walk. */
export interface Reconciled<Found> {
  /** Record, as the list shows it. */
  readonly record: Found
  /**
   * Report of `handle.check`. `handled`: the state had not been handled, and its handler ran now. `duplicate`: it was handled
   * before. `refused`: the record cannot be checked, because it has no uuid, for example; `error` says why.
   */
  readonly report: DeliveryReport
  /** Cursor of the page that holds the record; `undefined` for the first page. */
  readonly cursor: string | undefined
}

// In the words of `dateParam`: bundlers keep what reads a member when it is loaded.
const dateForm: OptionForm = [
  (value) => !runSchema(dateParam, value).issues,
  'must be a Date, or a string like "2026-01-31 23:59:59" at UTC+3',
]

const forms: OptionForms<ReconcileOptions> = {
  since: dateForm,
  until: dateForm,
  cursor: anyForm,
  signal: signalForm,
}

type Checker = Pick<WebhookHandle, 'check'>

function assertArguments(
  client: Caller,
  handle: Checker,
  options: ReconcileOptions,
  more: Readonly<Record<string, OptionForm>>,
) {
  assertCaller(client)
  if (typeof (Object(handle) as Partial<Checker>).check !== 'function') {
    throw configError('handle', 'must be what createWebhookHandler returns')
  }
  assertOptions(options, { ...forms, ...more })
  const { since } = Object(options) as Partial<ReconcileOptions>
  if (since === undefined) throw configError('since', 'is missing: go back as far as your open records')
}

const copyDate = <Time extends Date | string | undefined>(time: Time): Time | Date =>
  typeof time === 'object' ? new Date(Number(time)) : time

/** Checks one record. What cannot be checked does not end the walk. */
async function check<Found extends Payment | Payout>(
  handle: Checker,
  record: Found,
  type: DeliveryReport['type'],
): Promise<DeliveryReport> {
  try {
    return await handle.check(record, { type })
  } catch (error) {
    if (!isCryptomusError(error, 'validation')) throw error
    return { type, result: 'refused', durationMs: 0, error }
  }
}

async function* walk<Found extends Payment | Payout>(
  list: (params: ListParams, options?: CallOptions) => Promise<Page<Found>>,
  handle: Checker,
  { since, until, cursor: first, signal }: ReconcileOptions,
  typeOf: (record: Found) => DeliveryReport['type'],
): AsyncGenerator<Reconciled<Found>, void, undefined> {
  // Every page is asked for with the same times, whatever becomes of the dates meanwhile.
  const params = { date_from: copyDate(since), date_to: copyDate(until), cursor: first }
  let cursor = first
  for await (const page of pages(list, params, { signal })) {
    for (const record of page.items) {
      if (signal?.aborted) throw signal.reason
      yield { record, report: await check(handle, record, typeOf(record)), cursor }
    }
    cursor = page.paginate?.nextCursor || undefined
  }
}

/**
 * Reads the gateway's list of payments and passes each record to `handle.check`, as an async iterable: a state whose webhook
 * did not arrive runs the same handlers, once.
 *
 * A state that was handled before costs no read, every other one. At most a page of 15 records is in memory. Each record is
 * checked when the loop asks for it, one after the other. Nothing that happens to one record ends the walk: look at `report`.
 * After an error of the list, begin again with the last `cursor`; to check a record twice changes nothing.
 *
 * The handler must have a `store`, or each walk runs its handlers anew; if that forgets, `since` must not go back further.
 *
 * @throws {CryptomusError} kind `config`: an argument is missing or unusable, or the handler has `confirm: false`.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: a page could not be read.
 * @throws the reason of `signal`, and what `typeOf` throws.
 * @example
 * ```ts
 * import { createClient, createWebhookHandler, memoryStore, readEnv, reconcilePayments } from 'cryptomus-kit'
 *
 * const settings = readEnv(process.env)
 * const client = createClient(settings)
 * const on = { 'payment.paid': () => {} } // the same handlers as those of your webhooks
 * const handle = createWebhookHandler({ ...settings, confirm: client, store: memoryStore(), on })
 * const since = new Date(Date.now() - 3 * 24 * 3_600_000)
 * for await (const { record, report } of reconcilePayments(client, handle, { since })) {
 *   if (report.result !== 'duplicate') console.log(record.order_id, report.result)
 * }
 * ```
 */
export async function* reconcilePayments(
  client: Caller,
  handle: Pick<WebhookHandle, 'check'>,
  options: ReconcilePaymentsOptions,
): AsyncGenerator<Reconciled<Payment>, void, undefined> {
  assertArguments(client, handle, options, { typeOf: functionForm })
  const { typeOf = () => 'payment' } = options
  yield* walk((...args) => listPayments(client, ...args), handle, options, typeOf)
}

/**
 * Walks the gateway's list of payouts and hands each record to `handle.check`, as `reconcilePayments` does for payments.
 *
 * @throws {CryptomusError} kind `config`: an argument is missing or unusable, or the handler has `confirm: false`.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: a page could not be read.
 * @throws the reason of `signal`.
 */
export async function* reconcilePayouts(
  client: Caller,
  handle: Pick<WebhookHandle, 'check'>,
  options: ReconcileOptions,
): AsyncGenerator<Reconciled<Payout>, void, undefined> {
  assertArguments(client, handle, options, {})
  yield* walk(
    (...args) => listPayouts(client, ...args),
    handle,
    options,
    () => 'payout' as const,
  )
}
