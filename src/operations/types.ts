import type { KeyRole } from '../gateways/types.ts'
import type { Signal } from '../platform/types.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'

/**
 * Effect of sending an operation again, which decides if the client may retry it.
 *
 * - `reads`: changes nothing, so the client may retry it.
 * - `order_id`: returns the existing record for a known `order_id`, so the client may retry it if the params carry one.
 * - `ensured`: returns the existing record for a known `order_id`, but the client never sends it again by itself, because
 *   money leaves.
 * - `no`: acts again, so the client never sends it again by itself.
 */
export type Repeatable = 'reads' | 'order_id' | 'ensured' | 'no'

/** Declaration of an endpoint without the schemas of its params and result. */
export interface OperationInfo {
  /** Group and member: `payments.create`. */
  readonly id: string
  /** HTTP method; `POST` for all endpoints of the gateway but the exchange rates. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with its version: `/v1/payment`. `{name}` is replaced by the param of that name, a text, a number or a boolean. */
  readonly path: string
  /** API key that signs the request. */
  readonly key: KeyRole
  /** Effect of sending it again. */
  readonly repeatable: Repeatable
  /** Names of params that are sent in the query string. For a GET these are all, except those in the path. */
  readonly query?: readonly string[] | undefined
  /** Names of params that the result must repeat; a difference is a `conflict` error. */
  readonly echo?: readonly string[] | undefined
}

/** Declaration of an endpoint, from which the call, its types and its documentation are made. */
export interface OperationSpec<Params, Result> extends OperationInfo {
  /** Schema that checks the params before anything is sent: any Standard Schema. */
  readonly params: StandardSchema<Params, unknown>
  /** Schema that reads the `result` of the response: any Standard Schema. */
  readonly result: StandardSchema<unknown, Result>
}

/** Options of a single call. */
export interface CallOptions {
  /** Aborts the call. */
  readonly signal?: Signal | null | undefined
  /** Milliseconds for the whole call, pauses and retries included. @default the client's `timeoutMs` */
  readonly timeoutMs?: number | undefined
  /** Milliseconds for one attempt. @default the client's `attemptTimeoutMs` */
  readonly attemptTimeoutMs?: number | undefined
  /** Maximum number of retries of an operation that may be sent again, 0 to 10. @default the client's `retries` */
  readonly retries?: number | undefined
  /**
   * Members beyond the declared params, merged into the body without a check; one replaces a param of its name. A GET has them
   * in its query, where none may be an object.
   */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
  /**
   * Called once, before the call settles, with the last complete response of the server, also when that becomes an error; not
   * called when there was none. An error that it throws is reported to `logger`.
   */
  readonly onResponse?: ((response: ResponseInfo) => unknown) | undefined
}

/** The last complete response of a call. */
export interface ResponseInfo {
  /** HTTP status. */
  readonly status: number
  /** Headers of the response; `get` takes a name in any case. */
  readonly headers: { get(name: string): string | null }
  /** Number of times the request was sent. */
  readonly attempts: number
  /** Milliseconds from the start of the call. */
  readonly durationMs: number
  /** The response's `cf-ray` or `x-request-id`; absent when there was none. */
  readonly requestId?: string | undefined
}

/** Object that runs operations: a client, or the smaller one that `createCaller` makes. */
export interface Caller {
  /** Name of the gateway and the merchant, for entries in a store that several of them share: `cryptomus:MERCHANT`. No secret. */
  readonly scope: string
  /** Runs an operation, one of this package's or one of your own. */
  readonly call: <Params, Result>(
    operation: OperationSpec<Params, Result>,
    params: Params,
    options?: CallOptions,
  ) => Promise<Result>
}

/** Arguments of a call: params first, options second. Params may be left out where none are required. */
export type CallArguments<Params> =
  Record<string, never> extends Params
    ? [params?: Params, options?: CallOptions]
    : [params: Params, options?: CallOptions]

/** One endpoint: its declaration, which is also a function that takes a caller as first argument. */
export interface Operation<Params, Result> extends Readonly<OperationSpec<Params, Result>> {
  (caller: Caller, ...args: CallArguments<Params>): Promise<Result>
}
