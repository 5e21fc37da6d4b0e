import type { Outcome } from '../errors/types.ts'
import type { OperationInfo } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'

/** What `fetch` is called with. */
export interface FetchInit {
  /** HTTP method of the operation. */
  readonly method: string
  /** The request's headers, those that authenticate it among them. */
  readonly headers: Record<string, string>
  /** The JSON that was signed; absent when there is none. */
  readonly body?: string
  /** A redirect is handed back, not followed: it would carry the signature away. */
  readonly redirect: 'manual'
  /** Ends the request when the time of the call is up or its caller aborts. */
  readonly signal?: Signal
}

/** What is used of a response. A body that is a readable stream or an async iterable is read under the size limit. */
export interface ResponseLike {
  /** HTTP status. */
  readonly status: number
  /** Looks a header up by its name, in any case. */
  readonly headers?: { get(name: string): string | null } | undefined
  /** Read piece by piece when it is a readable stream or an async iterable. */
  readonly body?: unknown
  /** Whether it comes from somewhere else than was asked; refused if so. */
  readonly redirected?: boolean | undefined
  /** The kind of response; `opaqueredirect` is refused. */
  readonly type?: string | undefined
  /** Reads the whole body, where it is no stream. */
  text(): Promise<string>
}

/**
 * The transport: the platform's `fetch`, undici's, or a function of five lines in a test.
 *
 * It is only ever called with a string URL, and never follows redirects.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<ResponseLike>

/** One request, without anything secret: headers are made by the innermost layer. */
export interface ApiRequest {
  /** The operation that it carries. */
  readonly operation: OperationInfo
  /** Where it goes, query string included. */
  readonly url: string
  /** HTTP method of the operation. */
  readonly method: string
  /** The JSON that is sent and signed, or `undefined` when there is none. */
  readonly body: string | undefined
  /** Whether sending it twice is safe. */
  readonly repeats: boolean
  /** Ends the request early. */
  readonly signal?: Signal | undefined
  /** How long the whole call may take, and when that is over: milliseconds since 1970. */
  readonly deadline?: { readonly ms: number; readonly at: number } | undefined
}

/** One answer, whose body has been read. */
export interface ApiResponse {
  /** HTTP status. */
  readonly status: number
  /** Looks a header up by its name, in any case. */
  readonly headers: { get(name: string): string | null }
  /** The whole body, without secrets that it repeats. */
  readonly text: string
  /** How many times the request was sent until this answer. */
  readonly attempts: number
  /** What was known about the attempts before, at worst. */
  readonly earlier: Outcome
  /** Takes what the headers held out of a text. Errors and logs need it where a server repeats what it was sent. */
  readonly redact?: ((text: string) => string) | undefined
}

/** Sends one request and reads the whole answer. */
export type Send = (request: ApiRequest) => Promise<ApiResponse>

/** Wraps a `Send` with a behaviour. */
export type Middleware = (next: Send) => Send
