import type { OperationSpec } from '../../../src/operations/types.ts'
import { limitsOf } from './limits-of.ts'
import type { Field, ParamDoc } from './types.ts'

/** What is read of a param's schema. */
interface ParamSchema {
  readonly type: string
  readonly message?: string | ((issue: { readonly input: unknown }) => string)
  /** The schema in one that may be left out. */
  readonly wrapped?: ParamSchema
  readonly default?: unknown
}

/** The schema of each param. */
function entriesOf({ id, params }: OperationSpec<unknown, unknown>): Readonly<Record<string, ParamSchema>> {
  if ('entries' in params) return params.entries as Readonly<Record<string, ParamSchema>>
  throw new Error(`The params of ${id} are not made by paramsSchema, so the reference cannot read them.`)
}

function messageOf({ message }: ParamSchema): string {
  return (typeof message === 'function' ? message({ input: undefined }) : message) ?? ''
}

/** The default that is sent has to be the one that the doc comment tells. */
function checkDefault(place: string, field: Field, sent: unknown): void {
  if (sent === undefined || field.fallback === JSON.stringify(sent)) return
  throw new Error(`${place} is sent as ${JSON.stringify(sent)}, but its doc says @default ${field.fallback}.`)
}

/** Describes each param of an operation: what the schema says of it, and what its interface says. */
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
