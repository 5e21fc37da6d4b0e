import type * as kit from '../../src/index.ts'
import type { Contracts } from '../fixtures/cases.ts'
import type { OperationId, OperationOf } from '../support/operations.ts'
import type { Equal, Expect } from './equal.ts'

// Compiled, never run: params and result of each operation, for its standalone twin and for the member of a client.

type MemberOf<Id> = Id extends `${infer Group extends Exclude<keyof kit.Client, 'call'>}.${infer Member}`
  ? kit.Client[Group][Member & keyof kit.Client[Group]]
  : never

/** The contract of each operation, by id. */
type ContractOf<Id extends OperationId> = Id extends `${infer Group extends keyof Contracts}.${infer Member}`
  ? Contracts[Group][Member & keyof Contracts[Group]]
  : never

/** The twin is the declared operation, it is the one of the group, and the member is the twin with its caller filled in. */
type Proof<Id extends OperationId> =
  ContractOf<Id> extends [infer Twin, infer Params, infer Result]
    ? [
        Equal<Twin, kit.Operation<Params, Result>>,
        Equal<OperationOf<Id>, Twin>,
        Equal<MemberOf<Id>, (...args: kit.CallArguments<Params>) => Promise<Result>>,
      ]
    : never

export type Proofs = [
  Expect<
    Equal<{ [Group in keyof Contracts]: `${Group}.${keyof Contracts[Group] & string}` }[keyof Contracts], OperationId>
  >,
  Expect<Equal<{ [Id in OperationId]: Proof<Id> }, { [Id in OperationId]: [true, true, true] }>>,
]
