import { createError } from '../errors/create-error.ts'
import { copyCause } from '../errors/redact.ts'
import type { ApiRequest } from './types.ts'

/** Why a request is ended when the time of its call runs out. */
export interface DeadlineReason {
  readonly deadlineMs: number
}

/** Tells the end of our own time from a reason of the caller's. */
export const isDeadlineReason = (reason: unknown): reason is DeadlineReason =>
  typeof reason === 'object' && reason !== null && 'deadlineMs' in reason

const maxDepth = 5

// Raised while a connection was looked up, opened, secured (OpenSSL's certificate errors) or led through a proxy, or by a
// pool that had been closed: no byte of the request was sent. Other TLS errors can come later and prove nothing.
const codes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|UND_ERR_(CONNECT_TIMEOUT|CLOSED|PRX_.+)|ERR_PROXY_TUNNEL|UNABLE_TO_.+|(?!ERR_SSL)(.*_)?CERT(_.+)?|ERR_SSL_WRONG_VERSION_NUMBER)$/
const syscalls = /^(connect|getaddrinfo)$/

interface ErrorLike {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

/** Whether a transport's error proves that the request never left: its code is found in the error or down its causes. */
export function neverLeft(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > maxDepth) return false
  const { code, syscall, cause, errors } = error as ErrorLike
  // Node tries every address of a host and reports them together.
  if (Array.isArray(errors) && errors.length > 0) return errors.every((each) => neverLeft(each, depth + 1))
  return codes.test(String(code)) || syscalls.test(String(syscall)) || neverLeft(cause, depth + 1)
}

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
