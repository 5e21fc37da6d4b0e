import { type Groups, groups } from '../../src/operations/groups.ts'
import type { Operation } from '../../src/operations/types.ts'
import { cases } from '../fixtures/cases.ts'
import type { Case } from '../fixtures/types.ts'

/** Id of an operation: `payments.create`. */
export type OperationId = {
  [Group in keyof Groups]: `${Group}.${keyof Groups[Group] & string}`
}[keyof Groups]

/** The operation of an id. */
export type OperationOf<Id extends OperationId> = Id extends `${infer Group extends keyof Groups}.${infer Member}`
  ? Member extends keyof Groups[Group]
    ? Groups[Group][Member]
    : never
  : never

/** Params of an operation. */
export type ParamsOf<Declared> = Declared extends Operation<infer Params, unknown> ? Params : never

/** A member of a client or a standalone operation, for tables of all of them. */
export type AnyMember = (...args: readonly unknown[]) => Promise<unknown>

const casesById = new Map<string, Case>(
  Object.entries(cases).flatMap(([group, members]) =>
    Object.entries(members).map(([member, each]): [string, Case] => [`${group}.${member}`, each]),
  ),
)

/** Ids of the operations that have a case in tests/fixtures. */
export const idsOfCases: readonly string[] = [...casesById.keys()]

/** Every operation, with its place in the client and its case. */
export const operations = Object.entries(groups).flatMap(([group, members]) =>
  Object.entries(members).map(([member, operation]) => ({
    id: `${group}.${member}` as OperationId,
    group,
    member,
    operation: operation as Operation<unknown, unknown>,
    // A missing case is a compile error in tests/fixtures/cases.ts and a failing test in tests/architecture.
    fixture: casesById.get(`${group}.${member}`) as Case,
  })),
)

/** The member of a client that an operation is bound to. */
export function memberOf(client: object, group: string, member: string): AnyMember {
  return (client as Readonly<Record<string, Readonly<Record<string, AnyMember>>>>)[group]?.[member] as AnyMember
}
