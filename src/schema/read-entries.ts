import { validate } from './run-schema.ts'
import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.ts'

/** The members of an object. */
export type Values = Readonly<Record<string, unknown>>

/** The declared members of an object, each with its schema. */
export type Entries = readonly (readonly [name: string, schema: StandardSchema])[]

/**
 * Reads each declared member of an object with a schema of its own, and copies the others as they are.
 *
 * `absence` is the complaint about one that had to be there. A member that was absent stays absent.
 */
export function readEntries(entries: Entries, given: Values, absence: string): SchemaResult<Values> {
  const value: Record<string, unknown> = { ...given }
  const issues: SchemaIssue[] = []
  for (const [name, schema] of entries) {
    const before = given[name]
    const result = validate(schema, before)
    for (const { path = [], message } of result.issues ?? []) {
      issues.push({ path: [name, ...path], message: before === undefined ? absence : message })
    }
    if (!result.issues && result.value !== before) value[name] = result.value
  }
  return issues.length === 0 ? { value } : { issues }
}
