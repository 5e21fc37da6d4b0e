import type { Fetch } from '../call/types.ts'
import { configError } from '../errors/create-error.ts'
import { millisecondsForm, type OptionForms } from '../options/forms.ts'
import { describeUnknownName } from '../options/known-names.ts'
import type { Signal } from '../platform/types.ts'

/** Options of `createUndiciFetch`; all are optional, and `undefined` counts as left out. */
export interface UndiciOptions {
  /** Maximum connections to one origin, 1 or more; further requests wait for a free one. @default no limit */
  readonly connections?: number | undefined
  /**
   * Milliseconds that an idle connection stays open, unless the server sets a time. Above 0 and below 2 ** 31.
   * @default 4_000
   */
  readonly keepAliveTimeoutMs?: number | undefined
  /** Milliseconds for opening a connection, TLS included. Above 0 and below 2 ** 31. @default 10_000 */
  readonly connectTimeoutMs?: number | undefined
  /**
   * A dispatcher of undici: a `ProxyAgent`, an `Agent` with certificates, pipelining or HTTP/2, or a `MockAgent`. It excludes
   * every other option, and `close` leaves it open.
   * @default a new `Agent`, made from the other options
   */
  readonly dispatcher?: UndiciDispatcher | undefined
}

/** A request in the form that undici takes. */
export interface UndiciRequest {
  /** Scheme, host and port: `https://api.cryptomus.com`. */
  readonly origin: string
  /** Path and query string. */
  readonly path: string
  /** HTTP method, in a type that undici 6 takes too. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Headers of the request. */
  readonly headers: Record<string, string>
  /** The JSON that was signed; null for a request without a body. */
  readonly body: string | null
  /** Aborts the request; null when nothing can. */
  readonly signal: Signal | null
}

/** A response in the form that undici returns. */
export interface UndiciResponse {
  /** HTTP status. */
  readonly statusCode: number
  /** Headers by their names in lower case; one that was received several times is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Body of the response: a readable stream of Node. */
  readonly body: AsyncIterable<unknown>
  /** Notes of interceptors, such as the redirects that they followed. */
  readonly context?: unknown
}

/** The subset of undici's `Dispatcher` that is used. The dispatchers of undici 6, 7 and 8 fit, `MockAgent` included. */
export interface UndiciDispatcher {
  /** Sends a request; resolves when the head of the response has been received. */
  request(options: UndiciRequest): PromiseLike<UndiciResponse>
}

/** A `fetch` for `createClient` that reuses its connections. */
export interface UndiciFetch extends Fetch {
  /**
   * Waits for the requests in flight and closes every connection; a call after that fails without being sent. A dispatcher
   * that was passed as an option stays open.
   */
  readonly close: () => Promise<void>
}

const forms: OptionForms<UndiciOptions> = {
  connections: [(value) => Number.isSafeInteger(value) && Number(value) > 0, 'must be a whole number above zero'],
  keepAliveTimeoutMs: millisecondsForm,
  connectTimeoutMs: millisecondsForm,
  dispatcher: [
    (value) => typeof Object(value).request === 'function',
    'must be a dispatcher of undici, such as an Agent',
  ],
}

/** Options of undici's own that people look for here, with the dispatcher that has them. */
const remedies: Readonly<Record<string, string>> = {
  proxy: 'new ProxyAgent(...)',
  ca: 'new Agent({ connect: { ca } })',
  pipelining: 'new Agent({ pipelining })',
  allowH2: 'new Agent({ allowH2: true })',
}

/**
 * Returns the options of `createUndiciFetch` if all are usable. A message never repeats a value: it may hold the password of
 * a proxy.
 *
 * @throws {CryptomusError} kind `config`: an option is unusable, unknown, or given beside `dispatcher`.
 */
export function requireUndiciOptions(options: UndiciOptions): UndiciOptions {
  if (typeof (options ?? {}) !== 'object') throw configError('options', 'must be an object like { connections: 32 }')
  const [isDispatcher] = forms.dispatcher
  // Its own members, if it has any, say nothing to whoever passes it.
  if (isDispatcher(options)) throw configError('dispatcher', 'is an option: pass { dispatcher }')
  const given = Object.entries(Object(options)).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const complaint = complaintAbout(name, value)
    if (complaint !== undefined) throw configError(name, complaint)
  }
  const beside = given.find(([name]) => name !== 'dispatcher')
  const usable: UndiciOptions = Object.fromEntries(given)
  if (usable.dispatcher === undefined || beside === undefined) return usable
  throw configError(beside[0], 'cannot be given beside dispatcher; set it where that is made')
}

function complaintAbout(name: string, value: unknown): string | undefined {
  if (Object.hasOwn(forms, name)) {
    const [isFit, complaint] = forms[name as keyof UndiciOptions]
    return isFit(value) ? undefined : complaint
  }
  if (Object.hasOwn(remedies, name)) return `is an option of undici's: pass dispatcher: ${remedies[name]}`
  return describeUnknownName(name, Object.keys(forms))
}
