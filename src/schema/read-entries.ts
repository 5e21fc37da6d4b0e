import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.ts'

/** Members of an object, by name. */
export type Values = Readonly<Record<string, unknown>>

/** Declared members of an object, each with its schema. */
export type Entries = readonly (readonly [name: string, schema: StandardSchema])[]

/**
 * Reads each declared member of an object with its own schema and keeps the other members as they are.
 *
 * `absence` is the message for a required member that is absent. An absent member stays absent. Returns the object itself
 * if no member changes, and a copy otherwise.
 */
export function readEntries(entries: Entries, given: Values, absence: string): SchemaResult<Values> {
  let value = given as Record<string, unknown>
  const issues: SchemaIssue[] = []
  for (const [name, schema] of entries) {
    const before = given[name]
    // Members are declared with this package's own schemas, none of which is asynchronous.
    const result = schema['~standard'].validate(before) as SchemaResult<unknown>
    if (result.issues) {
      for (const { path = [], message } of result.issues) {
        issues.push({ path: [name, ...path], message: before === undefined ? absence : message })
      }
    } else if (result.value !== before) {
      if (value === given) value = { ...given }
      value[name] = result.value
    }
  }
  return issues.length === 0 ? { value } : { issues }
}
