import { X509Certificate } from 'node:crypto'
import type { Fetch } from '../call/types.ts'
import { configError } from '../errors/create-error.ts'
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
  /**
   * Maximum requests on one connection at a time; 0 closes it after each. A POST, which nearly all are, always waits for
   * the response before it, so a higher number rarely helps.
   * @default 1
   */
  readonly pipelining?: number | undefined
  /** True to use HTTP/2 with servers that offer it. @default false */
  readonly allowH2?: boolean | undefined
  /** Milliseconds for opening a connection, TLS included. Above 0 and below 2 ** 31. @default 10_000 */
  readonly connectTimeoutMs?: number | undefined
  /**
   * URL of an http or https proxy: `http://user:password@proxy.example:8080`. Every request goes through a tunnel
   * (CONNECT), in which the proxy cannot read an https request.
   * @default none
   */
  readonly proxy?: string | undefined
  /**
   * Certificates of the authorities to trust, as PEM, for the gateway and an https proxy alike. They replace those that
   * Node trusts.
   * @default the authorities that Node trusts
   */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined
  /**
   * An existing dispatcher: an `Agent` that the application shares, or a `MockAgent`. It excludes every other option, and
   * `close` leaves it open.
   * @default a new one, made from the other options
   */
  readonly dispatcher?: UndiciDispatcher | undefined
}

/** A request in the form that undici takes. */
export interface UndiciRequest {
  /** Scheme, host and port: `https://api.cryptomus.com`. */
  readonly origin: string
  /** Path and query string. */
  readonly path: string
  /** HTTP method. */
  readonly method: string
  /** Headers of the request. */
  readonly headers: Record<string, string>
  /** The JSON that was signed; null for a request without a body. */
  readonly body: string | null
  /** Aborts the request; null when nothing can. */
  readonly signal: Signal | null
}

/** A response in the form that undici returns. */
export interface UndiciAnswer {
  /** HTTP status. */
  readonly statusCode: number
  /** Headers by their names in lower case; one that was received several times is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Body of the response: a readable stream of Node. */
  readonly body: AsyncIterable<unknown>
  /** Notes of interceptors, such as the redirects that they followed. */
  readonly context?: unknown
}

/** The subset of undici's `Dispatcher` that is used. The dispatchers of undici 7 and 8 fit, `MockAgent` included. */
export interface UndiciDispatcher {
  /** Sends a request; resolves when the head of the response has been received. */
  request(options: UndiciRequest): PromiseLike<UndiciAnswer>
}

/** A `fetch` for `createClient` that reuses its connections. */
export interface UndiciFetch extends Fetch {
  /**
   * Waits for the requests in flight and closes every connection; a call after that is a `config` error. A dispatcher that
   * was passed as an option stays open.
   */
  readonly close: () => Promise<void>
}

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const toText = (entry: unknown) => (entry instanceof Uint8Array ? Buffer.from(entry).toString('latin1') : entry)

/**
 * Reads certificates from PEM, several in one text or in a list; `undefined` when there is none or one is broken.
 *
 * TLS itself passes over what it cannot read, so a wrong file would only show as a server that is not trusted.
 */
export function readCertificates(ca: unknown): readonly string[] | undefined {
  const texts = (Array.isArray(ca) ? ca : [ca]).map(toText)
  const lists = texts.map((text) => (typeof text === 'string' ? [...(text.match(pem) ?? [])] : []))
  if (lists.length === 0 || lists.some((list) => list.length === 0)) return undefined
  try {
    return lists.flat().map((certificate) => new X509Certificate(certificate).toString())
  } catch {
    return undefined
  }
}

/** A proxy, its credentials apart from its address. */
interface Proxy {
  /** Scheme, host and port. */
  readonly uri: string
  /** The value of `proxy-authorization`, when the URL holds credentials. */
  readonly token: string | undefined
}

/** Reads the URL of a proxy; `undefined` for what is none. */
export function readProxy(proxy: unknown): Proxy | undefined {
  try {
    const { protocol, origin, username, password } = new URL(String(proxy))
    if (typeof proxy !== 'string' || !/^https?:$/.test(protocol)) return undefined
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const token = `Basic ${Buffer.from(credentials).toString('base64')}`
    return { uri: origin, token: credentials === ':' ? undefined : token }
  } catch {
    return undefined
  }
}

// Timers hold 31 bits; a longer time would fire at once.
const longestMs = 2 ** 31 - 1

/** What is wrong with a value; `undefined` when nothing is. */
type Complain = (value: unknown) => string | undefined

const isCount = (value: unknown, least: number) => Number.isSafeInteger(value) && (value as number) >= least

const milliseconds: Complain = (value) =>
  typeof value === 'number' && value > 0 && value <= longestMs
    ? undefined
    : 'must be milliseconds above zero and below 2 ** 31'

const complaints: Readonly<Record<keyof UndiciOptions, Complain>> = {
  connections: (value) => (isCount(value, 1) ? undefined : 'must be a whole number above zero'),
  keepAliveTimeoutMs: milliseconds,
  pipelining: (value) => (isCount(value, 0) ? undefined : 'must be a whole number, zero or more'),
  allowH2: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  connectTimeoutMs: milliseconds,
  // The value itself is not repeated: it may hold a password.
  proxy: (value) => (readProxy(value) ? undefined : 'must be the http or https URL of a proxy'),
  ca: (value) => (readCertificates(value) ? undefined : 'must be certificates as PEM, a text, bytes or a list of them'),
  dispatcher: (value) =>
    typeof (value as Partial<UndiciDispatcher> | null)?.request === 'function'
      ? undefined
      : 'must be a dispatcher of undici, such as an Agent',
}

/** Refuses options that nothing reads or that cannot be used, before a connection is opened. */
export function checkUndiciOptions(options: UndiciOptions): void {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const complaint = Object.hasOwn(complaints, name)
      ? complaints[name as keyof UndiciOptions](value)
      : describeUnknownName(name, Object.keys(complaints))
    if (complaint !== undefined) throw configError(name, complaint)
  }
  const beside = given.find(([name]) => name !== 'dispatcher')
  if (options?.dispatcher === undefined || beside === undefined) return
  throw configError(beside[0], 'cannot be given beside dispatcher; set it where that is made')
}
