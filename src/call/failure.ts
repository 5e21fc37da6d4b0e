import { createError } from '../errors/create-error.ts'
import { copyCause } from '../errors/redact.ts'
import { isDeadlineReason } from './deadline-reason.ts'
import { neverLeft } from './never-left.ts'
import type { ApiRequest } from './types.ts'

/**
 * Turns the end of an attempt that brought no answer into what the caller is told: an error of this package, or the
 * caller's own reason where nothing can have happened.
 */
export function describeFailure(
  { signal, operation, repeats }: ApiRequest,
  thrown: unknown,
  dispatched: boolean,
  secrets: readonly string[],
): unknown {
  const reason: unknown = signal?.aborted ? signal.reason : undefined
  const isTimeout = isDeadlineReason(reason)
  const isAborted = signal?.aborted === true && !isTimeout
  if (isAborted && (!dispatched || operation.repeatable === 'reads')) return reason
  const cause = copyCause(isAborted ? reason : thrown, secrets) as Error & { readonly code?: unknown }
  const unsent = !dispatched || (!signal?.aborted && neverLeft(thrown))
  const fields = {
    cause: isTimeout ? undefined : cause,
    attempts: Number(dispatched),
    outcome: unsent ? 'not_sent' : 'unknown',
    retryable: repeats || unsent,
  } as const
  const { id } = operation
  if (isTimeout) return createError('timeout', `${id} got no complete answer within ${reason.deadlineMs} ms.`, fields)
  return isAborted
    ? createError('aborted', `${id} was aborted in flight; whether it was carried out is not known.`, fields)
    : // Node says nothing in words when every address of a host has failed.
      createError('network', `${id} got no complete answer: ${cause.message || cause.code || cause.name}.`, fields)
}
