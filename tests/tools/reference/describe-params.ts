import type { OperationSpec } from '../../../src/operations/types.ts'
import { limitsOf } from './limits-of.ts'
import type { Field, ParamDoc } from './types.ts'

/** The subset of a param's schema that is read. */
interface ParamSchema {
  readonly type: string
  readonly message?: string | ((issue: { readonly input: unknown }) => string)
  /** Inner schema of a param that may be left out. */
  readonly wrapped?: ParamSchema
  readonly default?: unknown
}

/** Returns the schema of each param. */
function entriesOf({ id, params }: OperationSpec<unknown, unknown>): Readonly<Record<string, ParamSchema>> {
  if ('entries' in params) return params.entries as Readonly<Record<string, ParamSchema>>
  throw new Error(`The params of ${id} are not made by paramsSchema, so the reference cannot read them.`)
}

function messageOf({ message }: ParamSchema): string {
  return (typeof message === 'function' ? message({ input: undefined }) : message) ?? ''
}

/** Throws if the default that is sent is not the one in the doc comment. */
function checkDefault(place: string, field: Field, sent: unknown): void {
  if (sent === undefined || field.fallback === JSON.stringify(sent)) return
  throw new Error(`${place} is sent as ${JSON.stringify(sent)}, but its doc says @default ${field.fallback}.`)
}

/** Describes each param of an operation, from its schema and its interface. */
export function describeParams(
  operation: OperationSpec<unknown, unknown>,
  fields: readonly Field[],
): readonly ParamDoc[] {
  return Object.entries(entriesOf(operation)).map(([name, schema]): ParamDoc => {
    const field = fields.find((each) => each.name === name)
    if (field === undefined) throw new Error(`${operation.id}: no interface declares the param ${name}.`)
    const { wrapped, default: sent } = schema
    checkDefault(`${operation.id}: ${name}`, field, sent)
    const message = messageOf(wrapped ?? schema)
    const isInPath = operation.path.includes(`{${name}}`)
    return {
      ...field,
      isOptional: wrapped !== undefined,
      wants: message.replace(/^must be /, ''),
      limits: limitsOf(message),
      place: isInPath ? 'path' : operation.query?.includes(name) ? 'query' : 'body',
    }
  })
}
