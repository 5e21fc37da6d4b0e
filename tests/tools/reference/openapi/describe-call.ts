import { gateways } from '../gateways.ts'
import type { JsonSchema, OperationDoc } from '../types.ts'
import { bodyNameOf, bodyOf, needsBody, parametersOf } from './describe-request.ts'
import { failures, successOf } from './responses.ts'
import { refTo, schemaOf } from './schema-of.ts'

/** Returns the servers of some gateways. */
export const serversOf = (ids: readonly string[]): readonly JsonSchema[] =>
  gateways.filter(({ id }) => ids.includes(id)).map(({ id, apiUrl }) => ({ url: apiUrl, description: id }))

function requestOf(operation: OperationDoc): JsonSchema {
  const parameters = parametersOf(operation)
  const content = { 'application/json': { schema: refTo(bodyNameOf(operation)) } }
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(bodyOf(operation) !== undefined && { requestBody: { required: needsBody(operation), content } }),
  }
}

/** Describes the differences between the gateways: those that offer the operation, have it under another path, or
 * sign it with another key. */
function differencesOf({ gateways: having, otherKeys, otherPaths }: OperationDoc): JsonSchema {
  const pathByGateway = otherPaths.map(({ gateway, path }) => [gateway, path])
  const byGateway = otherKeys.map(({ gateway, key }) => [gateway, key])
  return {
    ...(having.length < gateways.length && { servers: serversOf(having) }),
    ...(pathByGateway.length > 0 && { 'x-path-by-gateway': Object.fromEntries(pathByGateway) }),
    ...(byGateway.length > 0 && { 'x-signed-with-by-gateway': Object.fromEntries(byGateway) }),
  }
}

/** Describes an operation in OpenAPI. */
export function describeCall(operation: OperationDoc): JsonSchema {
  const { id, group, summary, details, source, key, repeatable, echo } = operation
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(details.length > 0 && { description: details.join('\n\n') }),
    externalDocs: { description: source.title, url: source.url },
    'x-signed-with': key,
    ...differencesOf(operation),
    'x-repeatable': repeatable,
    ...(echo !== undefined && { 'x-echo': echo }),
    ...(key === 'none' && { security: [] }),
    ...requestOf(operation),
    responses: { 200: successOf(schemaOf(operation.result)), ...failures },
  }
}
