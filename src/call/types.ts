import type { OperationInfo } from '../operations/types.ts'
import type { Signal } from '../platform/types.ts'

/** The second argument of `Fetch`. */
export interface FetchInit {
  /** HTTP method of the operation. */
  readonly method: string
  /** Headers of the request, with those that authenticate it. */
  readonly headers: Record<string, string>
  /** The JSON that was signed; absent for a request without a body. */
  readonly body?: string
  /** Redirects are returned, not followed: a followed one would carry the signature to another server. */
  readonly redirect: 'manual'
  /** Aborts the request when its time is up or its caller aborts. */
  readonly signal?: Signal
}

/** The subset of `Response` that is read. */
export interface ResponseLike {
  /** HTTP status. */
  readonly status: number
  /** Headers of the response; `get` takes a name in any case. */
  readonly headers?: { get(name: string): string | null } | undefined
  /**
   * Body of the response. A readable stream or an async iterable is read chunk by chunk and refused beyond 1 MiB; without
   * one, or after somebody has read it, `text` is called and its result is measured.
   */
  readonly body?: unknown
  /** True if somebody has read the body before; `text` is called then. */
  readonly bodyUsed?: boolean | undefined
  /** True if a redirect was followed; such a response is refused. */
  readonly redirected?: boolean | undefined
  /** Type of the response, as `Response.type` names it; `opaqueredirect` is refused. */
  readonly type?: string | undefined
  /** Reads the whole body; called only when `body` is neither a stream nor an async iterable. */
  text(): Promise<string>
}

/**
 * A transport: the platform's `fetch`, one that `createUndiciFetch` makes, or a fake in a test.
 *
 * It is always called with a string URL and must not follow redirects.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<ResponseLike>

/** One request as middleware sees it, without headers and keys: the headers are made when it is sent. */
export interface ApiRequest {
  /** The operation that is called. */
  readonly operation: OperationInfo
  /** Absolute URL, query string included. */
  readonly url: string
  /** HTTP method of the operation. */
  readonly method: string
  /** The JSON that is signed and sent; `undefined` for a request without a body. */
  readonly body: string | undefined
}

/** One response whose body has been read. */
export interface ApiResponse {
  /** HTTP status. */
  readonly status: number
  /** Headers of the response; `get` takes a name in any case. */
  readonly headers: { get(name: string): string | null }
  /** The whole body as text. */
  readonly text: string
}

/** Sends one request, with its retries, and reads the whole response. */
export type Send = (request: ApiRequest) => Promise<ApiResponse>

/**
 * Wraps a `Send` and returns one that does more: it may act before and after `next`, or not call it at all.
 *
 * A middleware is called once a client, so that a limiter in it holds for all calls; the function that it returns is called
 * once a call, outside of the retries. It gets a frozen request, and passes that or a spread copy to `next`. The time and the
 * signal of the call bound the middleware too.
 */
export type Middleware = (next: Send) => Send
