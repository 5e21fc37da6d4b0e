import { X509Certificate } from 'node:crypto'
import type { Fetch } from '../call/types.ts'
import { configError } from '../errors/create-error.ts'
import { describeUnknownName } from '../options/known-names.ts'
import type { Signal } from '../platform/types.ts'

/** How connections are made and kept; everything has a default. */
export interface UndiciOptions {
  /** Connections to one origin at the most; further requests wait for one. @default no limit */
  readonly connections?: number | undefined
  /** Milliseconds that a connection without requests stays open, unless the server says how long. @default 4000 */
  readonly keepAliveTimeoutMs?: number | undefined
  /**
   * Requests on one connection at a time; 0 closes it after each. A POST, which nearly all are, always waits for the
   * answer before it, so a higher number rarely helps.
   * @default 1
   */
  readonly pipelining?: number | undefined
  /** Whether HTTP/2 is spoken with a server that offers it. @default false */
  readonly allowH2?: boolean | undefined
  /** Milliseconds for a connection to be opened and secured. @default 10_000 */
  readonly connectTimeoutMs?: number | undefined
  /**
   * URL of an http or https proxy: `http://user:password@proxy.example:8080`. Every request goes through a tunnel
   * (CONNECT), in which the proxy can read nothing of a https request.
   * @default none
   */
  readonly proxy?: string | undefined
  /**
   * Certificates of the authorities to trust, as PEM, for the gateway and a https proxy alike. They take the place of
   * those that Node trusts.
   * @default those that Node trusts
   */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[] | undefined
  /**
   * A dispatcher of your own: an `Agent` that the application shares, or a `MockAgent`. No other option may stand beside
   * it, and closing it is left to you.
   * @default one made from the other options
   */
  readonly dispatcher?: UndiciDispatcher | undefined
}

/** A request as undici takes it. */
export interface UndiciRequest {
  /** Scheme, host and port. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  /** HTTP method. */
  readonly method: string
  /** The request's headers. */
  readonly headers: Record<string, string>
  /** The JSON that was signed, or null when there is none. */
  readonly body: string | null
  /** Ends the request early. */
  readonly signal: Signal | null
}

/** An answer as undici gives it. */
export interface UndiciAnswer {
  /** HTTP status. */
  readonly statusCode: number
  /** Headers by their names in lower case; one that came several times is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** A readable stream of Node. */
  readonly body: AsyncIterable<unknown>
  /** What interceptors have noted, such as the URLs that were redirected. */
  readonly context?: unknown
}

/** What is used of a dispatcher. Those of undici 7 and 8 fit, their `MockAgent` included. */
export interface UndiciDispatcher {
  /** Sends a request and resolves when the head of the answer has come. */
  request(options: UndiciRequest): PromiseLike<UndiciAnswer>
}

/** A `fetch` for `createClient` that keeps its connections. */
export interface UndiciFetch extends Fetch {
  /**
   * Waits for the requests under way and closes every connection; a call after that is a `config` error. A dispatcher of
   * your own is left open.
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
