import { gateways } from '../gateways.ts'
import type { JsonSchema, OperationDoc } from '../types.ts'
import { bodyNameOf, bodyOf, needsBody, parametersOf } from './describe-request.ts'
import { failures, successOf } from './responses.ts'
import { refTo, schemaOf } from './schema-of.ts'

/** The servers of some gateways. */
export const serversOf = (ids: readonly string[]): readonly JsonSchema[] =>
  gateways.filter(({ id }) => ids.includes(id)).map(({ id, apiUrl }) => ({ url: apiUrl, description: id }))

const describe = ({ details, source }: OperationDoc) => [...details, `Source: ${source}`].join('\n\n')

function requestOf(operation: OperationDoc): JsonSchema {
  const parameters = parametersOf(operation)
  const content = { 'application/json': { schema: refTo(bodyNameOf(operation)) } }
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(bodyOf(operation) !== undefined && { requestBody: { required: needsBody(operation), content } }),
  }
}

/** What only some gateways do: which have the operation, and where another key signs it. */
function differencesOf({ gateways: having, otherKeys }: OperationDoc): JsonSchema {
  const byGateway = otherKeys.map(({ gateway, key }) => [gateway, key])
  return {
    ...(having.length < gateways.length && { servers: serversOf(having) }),
    ...(byGateway.length > 0 && { 'x-signed-with-by-gateway': Object.fromEntries(byGateway) }),
  }
}

/** One operation as OpenAPI describes it. */
export function describeCall(operation: OperationDoc): JsonSchema {
  const { id, group, summary, key, repeatable, echo } = operation
  return {
    operationId: id,
    tags: [group],
    summary,
    description: describe(operation),
    'x-signed-with': key,
    ...differencesOf(operation),
    'x-repeatable': repeatable,
    ...(echo !== undefined && { 'x-echo': echo }),
    ...(key === 'none' && { security: [] }),
    ...requestOf(operation),
    responses: { 200: successOf(schemaOf(operation.result)), ...failures },
  }
}
