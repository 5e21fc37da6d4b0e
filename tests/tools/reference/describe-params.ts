import type { OperationSpec } from '../../../src/operations/types.ts'
import type { ParamSchema } from '../../../src/schema/param-fields.ts'
import { limitsOf } from './limits-of.ts'
import type { Field, ParamDoc } from './types.ts'

/** Returns the schema of each param. */
function entriesOf({ id, params }: OperationSpec<unknown, unknown>): Readonly<Record<string, ParamSchema<unknown>>> {
  if ('entries' in params) return params.entries as Readonly<Record<string, ParamSchema<unknown>>>
  throw new Error(`The params of ${id} are not made by paramsSchema, so the reference cannot read them.`)
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
    const { form, isOptional = false, fallback } = schema
    checkDefault(`${operation.id}: ${name}`, field, fallback)
    const isInPath = operation.path.includes(`{${name}}`)
    return {
      ...field,
      isOptional,
      wants: form.replace(/^must be /, ''),
      limits: limitsOf(form),
      place: isInPath ? 'path' : operation.query?.includes(name) ? 'query' : 'body',
    }
  })
}
