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
