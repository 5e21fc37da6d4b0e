import { configError } from '../errors/create-error.ts'
import { assertKnownNames } from '../options/forms.ts'
import type { StandardSchema } from '../schema/standard-schema.ts'
import type { Caller, CallOptions, Operation, OperationInfo, OperationSpec } from './types.ts'

/**
 * Declares an endpoint once, as plain data that is also a function with a caller as first argument.
 *
 * `client.call(operation, params)` and `operation(client, params)` are the same call, so an endpoint that this package does
 * not declare needs no new release of it.
 *
 * @throws {CryptomusError} kind `config`: a field of the declaration is missing, unusable or unknown; the message names it.
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineOperation<Params, Result>(spec: OperationSpec<Params, Result>): Operation<Params, Result> {
  assertOperation(spec)
  const { params, result, ...info } = spec
  return declareOperation({ ...info, params: () => params, result: () => result })
}

/** Declaration of an endpoint of this package, whose schemas are made at their first use. */
interface Declaration<Params, Result> extends OperationInfo {
  readonly params: () => StandardSchema<Params, unknown>
  readonly result: () => StandardSchema<unknown, Result>
}

/** Describes a property that is made at its first use. */
const lazily = <Value extends object>(make: () => Value): PropertyDescriptor => {
  let made: Value | undefined
  const get = () => {
    made ??= make()
    return made
  }
  return { enumerable: true, get }
}

/**
 * Declares an endpoint of this package, whose declaration the compiler and the tests have checked.
 *
 * A process uses few operations, and making the schemas of all of them would be a sixth of the time of an import.
 */
/* @__NO_SIDE_EFFECTS__ */
export function declareOperation<Params, Result>(declaration: Declaration<Params, Result>): Operation<Params, Result> {
  const { params, result, ...info } = declaration
  // Asynchronous, so that every failure is a rejection.
  const run = async (caller: Caller, given?: Params, options?: CallOptions): Promise<Result> => {
    if (typeof caller?.call === 'function') return caller.call(operation, given ?? ({} as Params), options)
    throw configError('caller', `of ${info.id} must be a client or what createCaller made`)
  }
  const operation: Operation<Params, Result> = Object.freeze(
    Object.defineProperties(Object.assign(run, info) as never, { params: lazily(params), result: lazily(result) }),
  )
  return operation
}

const patterns = {
  id: /./,
  method: /^(GET|POST|PUT|PATCH|DELETE)$/,
  path: /^\//,
  key: /^(payment|payout|none)$/,
  repeatable: /^(reads|order_id|ensured|no)$/,
} as const

/** Throws a `config` error that names the first missing or unusable field of a declaration. */
export function assertOperation(spec: unknown): void {
  const given = Object(spec) as OperationSpec<never, unknown> & Readonly<Record<string, unknown>>
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = given[name]
    if (typeof value !== 'string' || !pattern.test(value))
      throw configError(name, `of an operation must fit ${pattern}`)
  }
  assertKnownNames(given, [...Object.keys(patterns), 'query', 'echo', 'params', 'result'])
  for (const name of ['query', 'echo'] as const) {
    if (given[name] !== undefined && !Array.isArray(given[name]))
      throw configError(name, 'of an operation must be a list of names')
  }
  for (const name of ['params', 'result'] as const) {
    if (typeof given[name]?.['~standard']?.validate !== 'function')
      throw configError(name, 'of an operation must be a Standard Schema')
  }
}
