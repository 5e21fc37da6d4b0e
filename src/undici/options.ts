import type { Fetch } from '../call/types.ts'
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
