import { configError } from '../errors/config-error.ts'
import type { Issue } from '../errors/types.ts'
import type { SchemaIssue, SchemaResult, StandardSchema } from './standard-schema.ts'

/** The checked value, or what is wrong with it and where. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** An issue with its path as a text: `currencies.0.currency`. */
export function toIssue({ path = [], message }: SchemaIssue): Issue {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return { path: keys.join('.'), message }
}

/** Asks a schema. One that answers with a promise is a `config` error: calls are built at once. */
export function validate<Output>(schema: StandardSchema<unknown, Output>, value: unknown): SchemaResult<Output> {
  const result = schema['~standard'].validate(value)
  // Not `instanceof Promise`: a promise of another realm would pass for a value.
  if ('then' in result) throw configError('schema', 'must not be asynchronous')
  return result
}

/** Runs any Standard Schema over a value. */
export function runSchema<Output>(schema: StandardSchema<unknown, Output>, value: unknown): Checked<Output> {
  const result = validate(schema, value)
  return result.issues === undefined
    ? { ok: true, value: result.value }
    : { ok: false, issues: result.issues.map(toIssue) }
}

/** Puts issues into one line for a message; `whole` names the value itself. */
export const describeIssues = (issues: readonly Issue[], whole = 'result'): string =>
  issues.map(({ path, message }) => `${path || whole} ${message}`).join('; ')
