import { isOptionalOnly, partsOf } from '../shapes.ts'
import type { Field, OperationDoc, ParamDoc, Shape } from '../types.ts'
import { code, inWords, row, table, typeInWords, wordsInWords } from './format.ts'

const isOneOf = ({ rules }: OperationDoc, name: string) => rules.oneOf.includes(name)

function requiredInWords(operation: OperationDoc, { name, isOptional }: ParamDoc): string {
  if (isOneOf(operation, name)) return `one of ${inWords(operation.rules.oneOf.map(code), 'or')}`
  return isOptional ? 'no' : 'yes'
}

function fallbackInWords({ fallback }: Field): string {
  if (fallback === undefined) return ''
  return ` Default: ${/^[\w"]+$/.test(fallback) ? code(fallback) : fallback}.`
}

// The values of a closed list stand in the column of the required form.
const wordsOf = ({ limits, shape }: ParamDoc) => ('enum' in limits || 'const' in limits ? '' : wordsInWords(shape))

/** Makes the table of an operation's params. */
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

/** Row of the table of a result: a field, or a field of a field. */
interface ResultRow {
  /** Path of the field: `items[].convert.rate`. */
  readonly path: string
  readonly field: Field
}

/** Returns the rows of a shape's fields, each followed by those of its own fields. */
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

/** Makes the table of the fields of an operation's result, nested ones included; empty without fields. */
export function resultTable({ result }: OperationDoc): string {
  const rows = rowsIn(result, '').map(({ path, field }) =>
    row(code(path), typeOf(field), `${field.doc}${wordsInWords(field.shape)}`),
  )
  return rows.length === 0 ? '' : table(['field', 'type', 'meaning'], rows)
}
