import { isOptionalOnly, knownWords, partsOf } from '../shapes.ts'
import type { Field, JsonSchema, NamedShape, Shape } from '../types.ts'

/** Returns the reference to a named schema. */
export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** Formats a doc comment as a description: one line for each paragraph or item of a list. */
export const descriptionOf = (doc: string): string => doc.replaceAll(/([^\n])\n(?!\n|- )/g, '$1 ')

const isNull = ({ kind }: Shape) => kind === 'null'

/** Returns the schema of a union of string values: a closed list, or one that the gateway may add to. */
function schemaOfWords(shape: Shape): JsonSchema | undefined {
  const { words, isOpen } = knownWords(shape)
  if (words.length === 0) return undefined
  const known = { type: 'string', enum: words }
  return isOpen ? { anyOf: [known, { type: 'string' }] } : known
}

/** Returns the schema of a union. Aliases stay references, because their schemas are components. */
function schemaOfUnion(members: readonly Shape[]): JsonSchema {
  const present = members.filter((member) => !isOptionalOnly(member))
  const [only, ...others] = present.filter((member) => !isNull(member))
  if (only !== undefined && others.length === 0) {
    const schema = schemaOf(only)
    if (present.length === 1) return schema
    return typeof schema.type === 'string' && !('enum' in schema)
      ? { ...schema, type: [schema.type, 'null'] }
      : { anyOf: [schema, { type: 'null' }] }
  }
  return schemaOfWords({ kind: 'union', members: present }) ?? { anyOf: present.map(schemaOf) }
}

/** Returns a type as a JSON Schema, with interfaces and aliases by reference. */
export function schemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'object':
    case 'alias':
      return refTo(shape.name)
    case 'list':
      return { type: 'array', items: schemaOf(shape.item) }
    case 'word':
      return { type: 'string', const: shape.word }
    case 'union':
      return schemaOfUnion(shape.members)
    case 'unknown':
    case 'undefined':
      return {}
    default:
      return { type: shape.kind }
  }
}

const isRequired = ({ isOptional, shape }: Field) => !isOptional && !partsOf(shape).some(isOptionalOnly)

/** Returns the schema that the name of an interface or an alias refers to. */
export function componentOf(shape: NamedShape): JsonSchema {
  const description = descriptionOf(shape.doc)
  if (shape.kind === 'alias') return { description, ...schemaOf(shape.target) }
  const properties = shape.fields.map((field): [string, JsonSchema] => [
    field.name,
    { ...schemaOf(field.shape), description: descriptionOf(field.doc) },
  ])
  const required = shape.fields.filter(isRequired).map(({ name }) => name)
  return { type: 'object', description, properties: Object.fromEntries(properties), required }
}
