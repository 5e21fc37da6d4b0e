import { configError } from '../errors/create-error.ts'
import type { Issue } from '../errors/types.ts'

/**
 * The subset of Standard Schema v1 (https://standardschema.dev) that is read of a schema. Schemas of valibot, zod, arktype
 * and others have it, so your own operations may be declared with any of them.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** Properties of a Standard Schema. */
  readonly '~standard': {
    /** Version of the standard. */
    readonly version: 1
    /** Name of the library that made the schema. */
    readonly vendor: string
    /** Checks a value. A promise is refused with a `config` error, because requests are built synchronously. */
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>
    /** Types of the value before and after; never set at run time. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** Result of `validate`: the checked value, or the issues. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] }

/** One issue that a schema found. */
export interface SchemaIssue {
  /** Description of the issue. */
  readonly message: string
  /** Keys that lead to the place, outermost first; absent for the whole value. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Makes a schema from a function that checks a value. */
export const createSchema = /* @__NO_SIDE_EFFECTS__ */ <Input, Output>(
  validate: (value: unknown) => SchemaResult<Output>,
): StandardSchema<Input, Output> => ({ '~standard': { version: 1, vendor: 'cryptomus-kit', validate } })

/** Result of `runSchema`: the checked value, or the issues. */
type Checked<Value> = { readonly value: Value; readonly issues?: undefined } | { readonly issues: readonly Issue[] }

/** Returns an issue with its path as a string: `currencies.0.currency`. */
export function toIssue({ path = [], message }: SchemaIssue): Issue {
  const keys = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return { path: keys.join('.'), message }
}

/** Checks a value with any Standard Schema; throws a `config` error for an asynchronous one. */
export function runSchema<Output>(
  schema: StandardSchema<unknown, Output>,
  value: unknown,
  createAsyncError = () => configError('schema', 'must not be asynchronous'),
): Checked<Output> {
  const result = schema['~standard'].validate(value)
  // Not `instanceof Promise`, which is false for a promise of another realm.
  if ('then' in result) {
    // Nobody waits for it, and a rejection that nobody hears would end the process.
    Promise.allSettled([result])
    throw createAsyncError()
  }
  return result.issues ? { issues: result.issues.map(toIssue) } : { value: result.value }
}

/** Formats issues as one line of a message; `whole` names the value itself. */
export const describeIssues = (issues: readonly Issue[], whole = 'result'): string =>
  issues.map(({ path, message }) => `${path || whole} ${message}`).join('; ')

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
