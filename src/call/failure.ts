import { createError } from '../errors/create-error.ts'
import { copyCause, redact } from '../errors/redact.ts'
import type { CryptomusError, Outcome } from '../errors/types.ts'
import type { OperationInfo } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'
import { isRejection } from './envelope.ts'
import type { ApiResponse } from './types.ts'

/** The state of one call: its limits, and what its own attempts proved. It stands beside the chain, out of reach of any middleware. */
export interface Call {
  readonly operation: OperationInfo
  isRepeatable: boolean
  signal?: Signal | undefined
  /** Milliseconds for the whole call, and for one attempt of it. */
  timeoutMs: number
  attemptTimeoutMs: number
  retries: number
  /** The end of the call, on the clock of `send`. */
  endsAt: number
  /** Set when the caller has been answered: from then on nothing is sent. */
  isOver?: boolean
  /** Requests handed to `fetch`. */
  attempts: number
  /** Those of them that may have had an effect. */
  unproven: number
  /** Complete responses that have not been judged yet: each may prove that its attempt was rejected. */
  readonly unjudged: ApiResponse[]
  isRejected?: boolean
  /** The last complete response of the server. */
  last?: Pick<ApiResponse, 'status' | 'headers'>
  /** The errors that this call made itself. All others are foreign. A `WeakSet` would cost a third of a call. */
  readonly own: unknown[]
  /** Texts that no error may repeat: the keys, then each header and body that was sent. */
  readonly secrets: string[]
}

/** Creates the state of a call that has not begun. */
export const createCall = (operation: OperationInfo, secrets: readonly string[]): Call => ({
  operation,
  secrets: [...secrets],
  attempts: 0,
  unproven: 0,
  unjudged: [],
  own: [],
  // Set when the request is built.
  isRepeatable: false,
  timeoutMs: 0,
  attemptTimeoutMs: 0,
  retries: 0,
  endsAt: 0,
})

/**
 * Returns what the attempts of a call prove about its effect, the worst of them: `not_sent` when all of them failed before a
 * byte left, `rejected` when a complete response refused the rest, `unknown` otherwise.
 */
export function outcomeOf(call: Call): Outcome {
  for (const response of call.unjudged.splice(0)) {
    if (!isRejection(response)) continue
    call.unproven -= 1
    call.isRejected = true
  }
  if (call.unproven > 0) return 'unknown'
  return call.isRejected ? 'rejected' : 'not_sent'
}

/** Returns the name that the server gave its last response: Cloudflare's, or its own. */
export function requestIdOf({ last, secrets }: Call): string | undefined {
  const id: unknown = last?.headers.get('cf-ray') ?? last?.headers.get('x-request-id')
  return typeof id === 'string' ? redact(id, secrets) : undefined
}

/** Marks an error as made by this call. */
export function own<Failure extends object>(call: Call, error: Failure): Failure {
  call.own.push(error)
  return error
}

// Raised while a name was looked up, or a connection opened, secured (OpenSSL's certificate errors) or led through a proxy,
// or by a pool that was closed before: no byte of the request left. Other TLS errors can be raised later and prove nothing.
const codes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|UND_ERR_(CONNECT_TIMEOUT|CLOSED|PRX_.+)|ERR_PROXY_TUNNEL|UNABLE_TO_.+|(?!ERR_SSL)(.*_)?CERT(_.+)?)$/
const syscalls = /^(connect|getaddrinfo)$/

/** An error of a transport, as `copyCause` copies it. */
interface Failure extends Error {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly port?: unknown
  readonly hostname?: unknown
  readonly cause?: Failure | undefined
  readonly errors?: readonly Failure[] | undefined
}

/**
 * Returns whether the copy of a transport's error proves that no byte of the request left: by its code, or by that of its
 * causes. An error of this package proves nothing, for it belongs to another call, and neither does one that names another
 * host or port than the request's: a fetch of the user's may have been on its way to a database.
 */
export function neverLeft(error: Failure, url?: string): boolean {
  const { name, code, syscall, port, hostname, cause, errors } = error
  if (name === 'CryptomusError' || (url !== undefined && isElsewhere(new URL(url), port, hostname))) return false
  if (errors?.length) return errors.every((each) => neverLeft(each, url))
  return codes.test(String(code)) || syscalls.test(String(syscall)) || (cause !== undefined && neverLeft(cause, url))
}

const isElsewhere = (url: URL, port: unknown, hostname: unknown) =>
  (port !== undefined && String(port) !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) ||
  (hostname !== undefined && hostname !== url.hostname)

/** Returns whether a call made what it threw itself: an error of its own, or the reason of an abort. */
export const isOwn = ({ own: errors, signal }: Call, thrown: unknown): boolean =>
  errors.includes(thrown) || (signal?.aborted === true && thrown === signal.reason)

type NoAnswer = 'network' | 'timeout' | 'aborted'

/** Creates an error of the call's own about an answer that did not come. */
function fail(call: Call, kind: NoAnswer, message: string, cause?: Error): CryptomusError {
  const words = cause === undefined || kind === 'aborted' ? '' : `: ${describeCause(cause as Failure)}`
  const fields = { cause, retryable: call.isRepeatable }
  return own(call, createError(kind, `${call.operation.id} ${message}${words}.`, fields))
}

/** Returns the message of an error with the innermost code below it: Node says no more than "fetch failed". */
function describeCause(error: Failure): string {
  let code: unknown
  for (let at: Failure | undefined = error; at; at = at.cause) code = at.code ?? code
  const message = (error.message || error.name).replace(/\.$/, '')
  return code === undefined || message.includes(String(code)) ? message : `${message} (${code})`
}

/** Creates the error for a call or an attempt whose time is up. */
export const timeoutError = (call: Call, ms: number): CryptomusError =>
  fail(call, 'timeout', `got no complete answer within ${ms} ms`)

/** Creates the error for an attempt whose transport failed. Nothing was sent if the error proves so and no response had begun. */
export function networkError(call: Call, thrown: unknown, isAnswered: boolean, url?: string): CryptomusError {
  const cause = copyCause(thrown, call.secrets) as Failure
  if (!isAnswered && neverLeft(cause, url)) call.unproven -= 1
  return fail(call, 'network', 'got no complete answer', cause)
}

/** Returns what an abort is for the caller: the reason itself where nothing can have happened, an error otherwise. */
export function abortFailure(call: Call): unknown {
  const reason: unknown = call.signal?.reason
  if (call.operation.repeatable === 'reads' || outcomeOf(call) === 'not_sent') return reason
  return fail(call, 'aborted', 'was aborted; its effect is unknown', copyCause(reason, call.secrets))
}

/**
 * Returns what the caller gets for anything that came out of a call.
 *
 * A foreign error (of a middleware, of a schema, of another call) is never relabelled: before the request left it is thrown
 * as it is, and afterwards it is the cause of a `network` error whose outcome is unknown.
 */
export function failureOf(call: Call, thrown: unknown): unknown {
  if (call.own.includes(thrown)) return thrown
  if (isOwn(call, thrown)) return abortFailure(call)
  if (outcomeOf(call) === 'not_sent') return thrown
  call.unproven = Math.max(1, call.unproven)
  return fail(call, 'network', "was sent, then got an error that is not the gateway's", copyCause(thrown, call.secrets))
}
