import { isOptionalOnly, partsOf } from '../shapes.ts'
import type { Field, OperationDoc, ParamDoc, Shape } from '../types.ts'
import { code, inWords, row, table, typeInWords, wordsInWords } from './spell.ts'

const isOneOf = ({ rules }: OperationDoc, name: string) => rules.oneOf.includes(name)

function requiredInWords(operation: OperationDoc, { name, isOptional }: ParamDoc): string {
  if (isOneOf(operation, name)) return `one of ${inWords(operation.rules.oneOf.map(code), 'or')}`
  return isOptional ? 'no' : 'yes'
}

function fallbackInWords({ fallback }: Field): string {
  if (fallback === undefined) return ''
  return ` Default: ${/^[\w"]+$/.test(fallback) ? code(fallback) : fallback}.`
}

// The words of a closed list are among what the param wants.
const wordsOf = ({ limits, shape }: ParamDoc) => ('enum' in limits || 'const' in limits ? '' : wordsInWords(shape))

/** The params of an operation. */
export function paramsTable(operation: OperationDoc): string {
  const rows = operation.params.map((param) =>
    row(
      code(param.name),
      requiredInWords(operation, param),
      param.wants,
      `${param.doc}${wordsOf(param)}${fallbackInWords(param)}`,
    ),
  )
  return table(['param', 'required', 'what it takes', 'meaning'], rows)
}

/** A row of a result: a field, or a field of a field. */
interface ResultRow {
  /** As a path: `items[].convert.rate`. */
  readonly path: string
  readonly field: Field
}

/** The fields in a shape, and below them those of what they hold. */
function rowsIn(shape: Shape, prefix: string): readonly ResultRow[] {
  return partsOf(shape).flatMap((part) => {
    if (part.kind === 'list') return rowsIn(part.item, `${prefix}[].`)
    if (part.kind !== 'object') return []
    return part.fields.flatMap((field): readonly ResultRow[] => {
      const path = `${prefix}${field.name}`
      const below = partsOf(field.shape).flatMap((each) =>
        each.kind === 'list' ? rowsIn(each, path) : rowsIn(each, `${path}.`),
      )
      return [{ path, field }, ...below]
    })
  })
}

const typeOf = ({ isOptional, shape }: Field) =>
  isOptional || partsOf(shape).some(isOptionalOnly) ? `${typeInWords(shape)}, or absent` : typeInWords(shape)

/** The fields of an operation's result, nested ones included. Empty when there are none. */
export function resultTable({ result }: OperationDoc): string {
  const rows = rowsIn(result, '').map(({ path, field }) =>
    row(code(path), typeOf(field), `${field.doc}${wordsInWords(field.shape)}`),
  )
  return rows.length === 0 ? '' : table(['field', 'type', 'meaning'], rows)
}
