import { comparesNothing, findConflict } from '../call/check-echo.ts'
import { createError } from '../errors/create-error.ts'
import { isCryptomusError, isResponseError } from '../errors/is-cryptomus-error.ts'
import { isNotFound } from '../errors/is-not-found.ts'
import type { CryptomusError, RefusalReason } from '../errors/types.ts'
import type { CreatePayoutParams } from '../operations/payouts/create-payout.ts'
import { createPayout } from '../operations/payouts/create-payout.ts'
import { getPayout } from '../operations/payouts/manage-payouts.ts'
import type { Payout } from '../operations/payouts/payout.ts'
import type { Caller, ResponseInfo } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'
import type { PayoutJournal, Recorded } from './payout-journal.ts'
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
 * Result of a step: the certain result, or why there is none yet. `again` asks for another step at once; `aborted` says that the
 * caller's signal aborted before anything was stored.
 */
export type PayoutStep = { readonly result: EnsuredPayout } | { readonly open: Open } | 'again' | 'aborted'

export const soonMs = 10_000
const badEnds: readonly string[] = ['fail', 'cancel', 'system_fail']

/** Returns the result of a record: `failed` for a payout that failed and is final, `sent` for any other. */
export const resultOf = (payout: Payout): EnsuredPayout => ({
  state: payout.is_final && badEnds.includes(payout.status) ? 'failed' : 'sent',
  payout,
})

/** Returns the result of an entry that never changes again; `undefined` for any other. */
export function settledResult({ entry }: Recorded): EnsuredPayout | undefined {
  const { state, reason = 'invalid_params', message = '' } = entry
  if (state === 'refused') return { state, reason, message }
  const words = 'The payout was given up before it was made, and will not be sent under this order_id.'
  return state === 'closed' ? { state: 'refused', reason: 'closed', message: words } : undefined
}

export const openFor = (error: unknown, why: string, retryAfterMs: number): { readonly open: Open } => {
  const asked = isResponseError(error) && Number.isFinite(error.retryAfterMs) ? error.retryAfterMs : undefined
  const reason = isCryptomusError(error, 'api') ? error.reason : undefined
  // After a `Retry-After` or a refusal for now, the gateway is not asked again before that time.
  const isPaced = asked !== undefined || reason !== undefined
  return { open: { retryAfterMs: Math.max(asked ?? retryAfterMs, 1_000), why, reason, cause: error, isPaced } }
}

/** Throws a `conflict` if a record is not the payout that was asked for. */
function assertSameRecord({ params, caller }: PayoutJob, payout: Payout): void {
  if (comparesNothing in caller) return
  // The order_id is compared too: a database that ignores case or accents finds the payout of another one.
  const conflict = findConflict(createPayout, { ...params }, { ...payout })
  if (conflict !== undefined) throw Object.assign(conflict, { outcome: 'unknown', operation: createPayout.id })
}

/**
 * Stores that the gateway has the payout, over whatever was written in between, and tries again if the store fails: if the gateway
 * forgets the order_id, only the entry prevents a second payout. The caller gets the result even if all tries fail.
 */
export async function rememberMade(
  { journal, signal }: PayoutJob,
  recorded: Recorded | undefined,
  uuid: string,
): Promise<void> {
  let current = recorded
  for (let tries = 0; tries < 5; tries++) {
    try {
      // After a failed write the entry is not known.
      if (tries > 0) current = await journal.read()
      if (current?.entry.state === 'made') return
      const { sentAt, unansweredAt } = current?.entry ?? {}
      if ((await journal.write(current, { state: 'made', uuid, sentAt, unansweredAt })) !== undefined) return
    } catch {
      // The next try or the next read of the record stores it. A caller who has aborted waits for neither.
      if (signal?.aborted) return
    }
  }
}

/** Notes the status of the last complete response to one call. */
export function watchStatus() {
  let status: number | undefined
  return {
    onResponse: (response: ResponseInfo) => {
      status = response.status
    },
    /**
     * Returns `true` if an error is the gateway's response to this very call. An error of another call, which a middleware has made
     * and thrown, proves nothing about this one.
     */
    isAnswer: (error: CryptomusError, { id }: { readonly id: string }): boolean =>
      error.operation === id && status !== undefined && (error.kind !== 'api' || error.status === status),
  }
}

/** Reads the payout from the gateway: by its uuid if that is known, otherwise by its order_id. */
async function readRecord(
  { caller, params, signal }: PayoutJob,
  uuid?: string,
  onResponse?: (response: ResponseInfo) => void,
): Promise<Payout> {
  return getPayout(caller, uuid === undefined ? { order_id: params.order_id } : { uuid }, { signal, onResponse })
}

/** Throws the `config` error of a gateway that cannot read payouts: no later call will change that. */
function throwIfUnsupported(error: unknown): void {
  if (!isCryptomusError(error, 'config') || error.operation !== getPayout.id) return
  // The read was not sent. The payout may have been, by this call or an earlier one.
  throw createError('config', error.message, { ...error, outcome: 'unknown' })
}

/** Returns `true` if a refusal is about a record. A bare 404 may be that of a proxy, which has not looked for one. */
const namesRecord = ({ status, gatewayMessage = '' }: CryptomusError<'api'>): boolean =>
  status !== 404 || /payout|query results|record/i.test(gatewayMessage)

/** Reads a payout that the gateway is known to have. From then on nothing is sent, whatever the read returns. */
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
