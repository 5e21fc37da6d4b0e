import type { KeyRole } from '../../../src/gateways/types.ts'
import type { OperationId, ParamsOf } from '../operation-id.ts'

/** One call of an operation, as the gateway documents it, with invented values. */
export interface Example<Params> {
  /** Method and path that it is documented under, query string included. */
  readonly endpoint: string
  /** The key that signs it. */
  readonly key: KeyRole
  readonly params: Params
  /** What the body holds, where it is not all the params. */
  readonly body?: object
  /** The `result` of the answer. */
  readonly answer: unknown
  /** What is read from it, where that is not the same. */
  readonly result?: unknown
}

/** An example for each operation of some groups. */
export type ExamplesOf<Group extends string> = {
  readonly [Id in Extract<OperationId, `${Group}.${string}`>]: Example<ParamsOf<Id>>
}
