import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.ts'

/** The members of an object. */
export type Values = Readonly<Record<string, unknown>>

/** The declared members of an object, each with its schema. */
export type Entries = readonly (readonly [name: string, schema: StandardSchema])[]

/**
 * Reads each declared member of an object with a schema of its own, and hands on the others as they are.
 *
 * `absence` is the complaint about one that had to be there. A member that was absent stays absent. The object itself is
 * returned when there is nothing to change in it, and a copy otherwise.
 */
export function readEntries(entries: Entries, given: Values, absence: string): SchemaResult<Values> {
  let value = given as Record<string, unknown>
  const issues: SchemaIssue[] = []
  for (const [name, schema] of entries) {
    const before = given[name]
    // Whatever is asynchronous is refused by whoever runs the whole schema; its parts are ours, and none of them is.
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
