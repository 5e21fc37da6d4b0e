import type { Groups } from '../../src/operations/groups.ts'
import type { Operation } from '../../src/operations/types.ts'

/** The id of every operation: `payments.create`. */
export type OperationId = {
  [Group in keyof Groups]: `${Group}.${keyof Groups[Group] & string}`
}[keyof Groups]

/** The operation of an id. */
export type OperationOf<Id extends OperationId> = Id extends `${infer Group extends keyof Groups}.${infer Member}`
  ? Member extends keyof Groups[Group]
    ? Groups[Group][Member]
    : never
  : never

/** What the operation of an id takes. */
export type ParamsOf<Id extends OperationId> = OperationOf<Id> extends Operation<infer Params, unknown> ? Params : never

/** What the operation of an id answers. */
export type ResultOf<Id extends OperationId> = OperationOf<Id> extends Operation<never, infer Result> ? Result : never
