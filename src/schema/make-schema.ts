import type { SchemaResult, StandardSchema } from './standard-schema.ts'

/** Makes a schema of a function that checks a value. */
export const makeSchema = /* @__NO_SIDE_EFFECTS__ */ <Input, Output>(
  validate: (value: unknown) => SchemaResult<Output>,
): StandardSchema<Input, Output> => ({ '~standard': { version: 1, vendor: 'cryptomus-kit', validate } })
