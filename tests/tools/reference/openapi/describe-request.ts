import { partsOf } from '../shapes.ts'
import type { JsonSchema, OperationDoc, ParamDoc, ParamRules } from '../types.ts'
import { descriptionOf, schemaOf } from './schema-of.ts'

/** Returns the part of a param's schema that comes from its type: the named schemas, which no limit can express. */
function typeOf({ limits, shape }: ParamDoc): JsonSchema {
  const [part] = partsOf(shape)
  if (part?.kind === 'list') return { items: schemaOf(part.item) }
  const schema = schemaOf(shape)
  return '$ref' in schema && !('enum' in limits) ? schema : {}
}

/** Returns the description and the default; a default that is not a value is appended to the description. */
function fallbackOf({ fallback, doc }: ParamDoc): JsonSchema {
  const description = descriptionOf(doc)
  if (fallback === undefined) return { description }
  try {
    return { description, default: JSON.parse(fallback) as unknown }
  } catch {
    return { description: `${description} Default: ${fallback}.` }
  }
}

const schemaOfParam = (param: ParamDoc): JsonSchema => ({ ...typeOf(param), ...param.limits, ...fallbackOf(param) })

function schemaOfRules({ oneOf, atMostOne, together }: ParamRules): JsonSchema {
  const pairs = atMostOne.map((names) => ({ not: { required: names } }))
  const dependent = together.flatMap(([a, b]) => [
    [a, [b]],
    [b, [a]],
  ])
  return {
    ...(oneOf.length > 0 && { oneOf: oneOf.map((name) => ({ required: [name] })) }),
    ...(pairs.length > 0 && { allOf: pairs }),
    ...(dependent.length > 0 && { dependentRequired: Object.fromEntries(dependent) }),
  }
}

/** Returns the name of the schema of an operation's body: `CreatePaymentParams`. */
export const bodyNameOf = ({ name }: OperationDoc): string => `${name[0]?.toUpperCase()}${name.slice(1)}Params`

const inBody = ({ params }: OperationDoc) => params.filter(({ place }) => place === 'body')

/** Returns the schema of the body, or `undefined` for an operation without one. */
export function bodyOf(operation: OperationDoc): JsonSchema | undefined {
  const params = inBody(operation)
  if (params.length === 0) return undefined
  const required = params.filter(({ isOptional }) => !isOptional).map(({ name }) => name)
  return {
    type: 'object',
    description: descriptionOf(operation.paramsDoc),
    properties: Object.fromEntries(params.map((param) => [param.name, schemaOfParam(param)])),
    ...(required.length > 0 && { required }),
    ...schemaOfRules(operation.rules),
  }
}

/** Returns `true` if the body is required. */
export const needsBody = (operation: OperationDoc): boolean =>
  operation.rules.oneOf.length > 0 || inBody(operation).some(({ isOptional }) => !isOptional)

/** Returns the params that are sent in the path or in the query string. */
export function parametersOf({ params }: OperationDoc): readonly JsonSchema[] {
  return params
    .filter(({ place }) => place !== 'body')
    .map((param) => {
      const { description, ...schema } = schemaOfParam(param)
      return { name: param.name, in: param.place, required: !param.isOptional, description, schema }
    })
}
