import { groups } from '../../src/operations/groups.ts'
import type { Operation } from '../../src/operations/types.ts'
import type { OperationId } from './operation-id.ts'

/** A member of a client, or a standalone operation, for tables over all of them. */
export type AnyMember = (...args: readonly unknown[]) => Promise<unknown>

/** Every operation with its id, its group and its member. */
export const operations = Object.entries(groups).flatMap(([group, members]) =>
  Object.entries(members).map(([member, operation]) => ({
    id: `${group}.${member}` as OperationId,
    group,
    member,
    operation: operation as Operation<unknown, unknown>,
  })),
)

/** The member of a client that an operation is bound to. */
export function memberOf(client: object, group: string, member: string): AnyMember {
  return (client as Readonly<Record<string, Readonly<Record<string, AnyMember>>>>)[group]?.[member] as AnyMember
}
