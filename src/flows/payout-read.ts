import { comparesNothing, findConflict } from '../call/check-echo.ts'
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
 * Result of a step: what is certain, or why nothing is yet. `again` asks for another look at once; `aborted` says that the
 * caller's signal came before anything was written down.
 */
export type PayoutStep = { readonly result: EnsuredPayout } | { readonly open: Open } | 'again' | 'aborted'

export const soonMs = 10_000
const badEnds: readonly string[] = ['fail', 'cancel', 'system_fail']

/** Returns the result that a record means: the gateway holds the payout, and may have ended it badly. */
export const resultOf = (payout: Payout): EnsuredPayout => ({
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

export const openFor = (error: unknown, why: string, retryAfterMs: number): { readonly open: Open } => {
  const asked = isResponseError(error) && Number.isFinite(error.retryAfterMs) ? error.retryAfterMs : undefined
  const reason = isCryptomusError(error, 'api') ? error.reason : undefined
  // Who asks for patience, or refuses for now, is not asked again before.
  const isPaced = asked !== undefined || reason !== undefined
  return { open: { retryAfterMs: Math.max(asked ?? retryAfterMs, 1_000), why, reason, cause: error, isPaced } }
}

/** Throws a `conflict` if a record is not the payout that was asked for. */
function assertSameRecord({ params, caller }: PayoutJob, payout: Payout): void {
  if (comparesNothing in caller) return
  // Of the order_id, too: a database that compares texts without case or accents finds the payout of another one.
  const conflict = findConflict(createPayout, { ...params }, { ...payout })
  if (conflict !== undefined) throw Object.assign(conflict, { outcome: 'unknown', operation: createPayout.id })
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
export function watchStatus() {
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
