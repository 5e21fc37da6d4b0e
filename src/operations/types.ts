import type { KeyRole } from '../gateways/types.ts'
import type { Signal } from '../platform/types.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'

/**
 * Why sending an operation twice is safe.
 *
 * - `reads`: it changes nothing.
 * - `order_id`: the gateway answers a known `order_id` with the old record; counts when the params carry one.
 * - `ensured`: as `order_id`, but money leaves, so only `ensurePayout` sends it again.
 * - `no`: it is not.
 */
export type Repeatable = 'reads' | 'order_id' | 'ensured' | 'no'

/** What an operation says of its endpoint, without the types of what goes in and out. */
export interface OperationInfo {
  /** Group and member: `payments.create`. */
  readonly id: string
  /** HTTP method. The gateway takes nearly everything as a POST. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path behind the base URL, with its version: `/v1/payment`. `{name}` is filled from the params. */
  readonly path: string
  /** The API key that signs it. */
  readonly key: KeyRole
  /** Why it is safe to send twice. */
  readonly repeatable: Repeatable
  /** Names of params that travel in the query string. Those of a GET all do, except for the ones in the path. */
  readonly query?: readonly string[] | undefined
  /** Names of params that the answer must repeat; a difference is a `conflict`. */
  readonly echo?: readonly string[] | undefined
}

/** What an operation declares about its endpoint. Everything else is made from it. */
export interface OperationSpec<Params, Result> extends OperationInfo {
  /** Checks the params before anything is sent: any Standard Schema. */
  readonly params: StandardSchema<Params, unknown>
  /** Reads the `result` of the answer: any Standard Schema. */
  readonly result: StandardSchema<unknown, Result>
}

/** What a single call may ask for. */
export interface CallOptions {
  /** Ends the call early. */
  readonly signal?: Signal | undefined
  /** Milliseconds for the whole call, instead of the client's. */
  readonly timeoutMs?: number | undefined
  /** Milliseconds for one attempt, instead of the client's. */
  readonly attemptTimeoutMs?: number | undefined
  /** How often it is sent again at most, where that is safe, instead of the client's. */
  readonly retries?: number | undefined
  /** Members beyond the declared params, merged into the body (the query of a GET) as they are and not checked. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

/** Anything that runs operations: a client, or the small one that `createCaller` makes. */
export interface Caller {
  /** Runs an operation, one of this package's or one of your own. */
  readonly call: <Params, Result>(
    operation: OperationSpec<Params, Result>,
    params: Params,
    options?: CallOptions,
  ) => Promise<Result>
}

/** Params first and options second; params may be left out where none are required. */
export type CallArguments<Params> =
  Record<string, never> extends Params
    ? [params?: Params, options?: CallOptions]
    : [params: Params, options?: CallOptions]

/** One endpoint: the declaration, callable with a caller in front. */
export interface Operation<Params, Result> extends Readonly<OperationSpec<Params, Result>> {
  (caller: Caller, ...args: CallArguments<Params>): Promise<Result>
}
