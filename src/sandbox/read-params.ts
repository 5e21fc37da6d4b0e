import { runSchema } from '../schema/run-schema.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import { type Answer, rejectFields } from './world/answer.ts'

/** The schemas of an operation's declared params, by name. */
const entriesOf = (schema: object): Readonly<Record<string, StandardSchema>> =>
  (schema as { readonly entries: Readonly<Record<string, StandardSchema>> }).entries

/**
 * Reads the params of a request as the gateway does: what it does not know is ignored, and what does not fit is named in
 * its validation codes.
 */
export function readParams(
  operation: { readonly params: object },
  given: Readonly<Record<string, unknown>>,
): { readonly params: Readonly<Record<string, unknown>> } | { readonly answer: Answer } {
  const params: Record<string, unknown> = {}
  const errors: Record<string, readonly string[]> = {}
  for (const [name, schema] of Object.entries(entriesOf(operation.params))) {
    const value = given[name] === null ? undefined : given[name]
    const checked = runSchema(schema, value)
    if (!checked.ok) errors[name] = [value === undefined ? 'validation.required' : 'validation.regex']
    else if (checked.value !== undefined) params[name] = checked.value
  }
  return Object.keys(errors).length === 0 ? { params } : { answer: rejectFields(errors) }
}
