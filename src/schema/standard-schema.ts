import { configError } from '../errors/create-error.ts'
import type { Issue } from '../errors/types.ts'

/**
 * What this package asks of a schema: the part of Standard Schema v1 that valibot, zod, arktype and others share
 * (standardschema.dev), so that your own operations may be declared with any of them.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** What every Standard Schema has under this name. */
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The checked value, or what is wrong with it. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/** One complaint of a schema. */
export interface SchemaIssue {
  /** What is wrong. */
  readonly message: string
  /** Where it is wrong, from the outside in; absent for the whole value. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Makes a schema of a function that checks a value. */
export const createSchema = /* @__NO_SIDE_EFFECTS__ */ <Input, Output>(
  validate: (value: unknown) => SchemaResult<Output>,
): StandardSchema<Input, Output> => ({ '~standard': { version: 1, vendor: 'cryptomus-kit', validate } })

/** The checked value, or what is wrong with it and where. */
type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** An issue with its path as a text: `currencies.0.currency`. */
export function toIssue({ path = [], message }: SchemaIssue): Issue {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return { path: keys.join('.'), message }
}

/** Asks a schema. One that answers with a promise is a `config` error: calls are built at once. */
function validate<Output>(schema: StandardSchema<unknown, Output>, value: unknown): SchemaResult<Output> {
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
