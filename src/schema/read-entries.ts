import { runSchema } from './run-schema.ts'
import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.ts'

/** The members of an object. */
export type Values = Readonly<Record<string, unknown>>

/**
 * Reads each declared member of an object with a schema of its own, and copies the others as they are.
 *
 * `absence` is the complaint about one that had to be there. A member that was absent stays absent.
 */
export function readEntries(
  entries: Readonly<Record<string, StandardSchema>>,
  given: Values,
  absence: string,
): SchemaResult<Values> {
  const value: Record<string, unknown> = { ...given }
  const issues = Object.entries(entries).flatMap(([name, schema]): SchemaIssue[] => {
    const before = given[name]
    const checked = runSchema(schema, before)
    if (!checked.ok) {
      return checked.issues.map(({ path, message }) => ({
        path: path === '' ? [name] : [name, path],
        message: before === undefined ? absence : message,
      }))
    }
    if (name in given || checked.value !== undefined) value[name] = checked.value
    return []
  })
  return issues.length === 0 ? { value } : { issues }
}
